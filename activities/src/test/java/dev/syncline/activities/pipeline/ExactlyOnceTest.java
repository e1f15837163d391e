package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks on the way, the rows that stand at the end are those of one clean run. */
@Timeout(120)
class ExactlyOnceTest {
  private static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id', 'batch': {'size': 20},
       'fields': {'name': 'name', 'email': 'email'}, 'dedupe': {'preset': 'person'},
       'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',
         'fields': {'Name': 'name'}}],
       'retry': {'max_attempts': 50, 'initial': '5ms', 'multiplier': 1, 'max': '5ms'}}
      """;

  /** Rows with a few duplicates by key, by email, and bad ones. */
  private static String[] rows(Random random, int size, String mark) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int id = random.nextInt(100) < 4 && i > 0 ? random.nextInt(i) : i;
      rows.add(
          random.nextInt(100) < 3
              ? "!broken " + i
              : row("" + id, mark + (id % 90), "email", "p" + (id % 90) + "@x"));
    }
    return rows.toArray(String[]::new);
  }

  private record End(List<Counts> counts, List<String> records, long ids, List<String> delivered) {}

  private static End run(Random random, boolean disturbed) throws InterruptedException {
    Pipeline pipeline = new Pipeline();
    MemorySystem crm = pipeline.connect("crm");
    MemorySystem books = pipeline.connect("books");
    pipeline.task("people", PEOPLE);
    Random script = new Random(random.nextLong());
    List<Counts> counts = new ArrayList<>();
    for (String mark : List.of("Name ", "Changed ")) {
      crm.rows(rows(script, 140, mark));
      counts.add(once(pipeline, crm, books, disturbed).counts());
    }
    assertThat(books.sends().values()).as("sends of one delivery").allMatch(n -> n <= 3);
    return new End(
        counts,
        pipeline.records(),
        pipeline.count("id_map"),
        books.written.values().stream().map(Object::toString).sorted().toList());
  }

  private static RunRow once(
      Pipeline pipeline, MemorySystem crm, MemorySystem books, boolean disturbed)
      throws InterruptedException {
    if (disturbed) {
      for (int i = 0; i < 4; i++) {
        crm.readTroubles.add(SynclineException.of(Category.UNAVAILABLE, "reset"));
        books.writeTroubles.add(SynclineException.of(Category.UNAVAILABLE, "reset"));
      }
    }
    AtomicBoolean over = new AtomicBoolean(!disturbed);
    AtomicInteger killed = new AtomicInteger();
    UUID id = pipeline.start("people", SyncMode.FULL, false, RunRequest.ALL);
    Thread killer = new Thread(() -> kill(pipeline, over, killed));
    killer.start();
    while (!ended(pipeline, id)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    over.set(true);
    killer.join();
    RunRow row = pipeline.await(id);
    assertThat(row.status())
        .as("%s", row)
        .isIn(RunStatus.COMPLETED, RunStatus.COMPLETED_WITH_ERRORS);
    assertThat(row.error()).isNull();
    assertThat(killed.get() > 0).as("sessions were killed").isEqualTo(disturbed);
    return row;
  }

  /** Asked as the owner, whose session is not among those that are killed. */
  private static boolean ended(Pipeline pipeline, UUID run) {
    return pipeline
            .sql("select 1 from syncline.run where sync_id = ? and completed_at is not null", run)
            .size()
        > 0;
  }

  /** Kills sessions of this run in the middle of what they do, wherever it meets them. */
  private static void kill(Pipeline pipeline, AtomicBoolean over, AtomicInteger killed) {
    Random random = new Random(pipeline.tenant.hashCode());
    for (int hits = 0; hits < 3 && !over.get(); ) {
      int met =
          pipeline
              .sql(
                  """
                  select pg_terminate_backend(pid) from pg_stat_activity
                  where application_name = 'syncline' and xact_start is not null
                  """)
              .size();
      killed.addAndGet(met);
      hits += met > 0 ? 1 : 0;
      int pause = met > 0 ? 40 + random.nextInt(160) : 3;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDisturbedRunEndsAsACleanOne(long seed) throws Exception {
    End clean = run(new Random(seed), false);
    End disturbed = run(new Random(seed), true);

    assertThat(disturbed).isEqualTo(clean);
    assertThat(clean.counts()).allMatch(Counts::balanced);
    assertThat(clean.records()).hasSizeGreaterThan(80);
    assertThat(clean.delivered()).hasSameSizeAs(clean.records());
  }
}
