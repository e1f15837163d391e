package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.control.link.Relinking;
import dev.syncline.store.database.Range;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import dev.syncline.store.twoway.Conflicts;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Two systems in memory, where a test can act while one of them is written. */
final class TwinSystems {
  final Pipeline pipeline = new Pipeline();
  final TwinSystem crm = pipeline.twin("crm");
  final TwinSystem books = pipeline.twin("books");
  final Relinking relinking = pipeline.engine.get(Relinking.class);
  final Conflicts conflicts = pipeline.engine.get(Conflicts.class);

  void conflictOverTheName() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'contacts'},
         'key': 'id', 'direction': 'two_way', 'conflicts': {'strategy': 'manual'},
         'fields': {'name': 'name', 'email': 'email'},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'id',
           'fields': {'DisplayName': 'name', 'Mail': 'email'}}]}
        """);
    crm.set("1", "{'name': 'Ann', 'email': 'a@x.example'}");
    assertThat(pipeline.full("people").error()).isNull();
    crm.set("1", "{'name': 'Anna'}");
    books.set("n1", "{'DisplayName': 'Annabel'}");
    assertThat(pipeline.full("people").error()).isNull();
    assertThat(open()).isOne();
  }

  long open() {
    return conflicts.list(pipeline.tenant, "people", ConflictStatus.OPEN, new Range(5, 0)).total();
  }

  void decideForTheSource() {
    ConflictRow open =
        conflicts
            .list(pipeline.tenant, "people", ConflictStatus.OPEN, new Range(5, 0))
            .items()
            .get(0);
    pipeline
        .engine
        .get(ConflictDecisions.class)
        .resolve(open, Map.of("name", new Choice.Side(true)), "ann");
  }

  /** Another field than the one in conflict is on its way when the work is done. */
  void whileBooksIsWritten(Runnable work, AtomicReference<Throwable> trouble) {
    crm.set("1", "{'email': 'new@x.example'}");
    boolean[] once = {true};
    books.meanwhile =
        command -> {
          if (once[0]) {
            once[0] = false;
            try {
              work.run();
            } catch (RuntimeException | AssertionError e) {
              trouble.set(e);
            }
          }
        };
    assertThat(pipeline.full("people").error()).isNull();
    assertThat(once[0]).as("books was written").isFalse();
    Pipeline.until("all is delivered", () -> pipeline.count("outbox") == 0);
  }
}
