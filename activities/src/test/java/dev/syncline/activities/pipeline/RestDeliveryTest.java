package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.simulators.rest.Fault;
import dev.syncline.simulators.rest.RestSystem;
import dev.syncline.store.run.RunRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries over several lanes to a stateful system over HTTP, with its faults. */
@Timeout(90)
class RestDeliveryTest {
  private static final String KEYED =
      """
      'resources': {'people': {
        'create': {'path': '/people', 'idempotency_header': 'Idempotency-Key'},
        'update': {'path': '/people/{id}'}, 'delete': {'path': '/people/{id}'}}}
      """;
  private static final String BARE =
      "'resources': {'people': {'create': {'path': '/people'}, 'update': {'path': '/people/{id}'}}}";

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");
  private RestSystem books = pipeline.rest("books", KEYED);

  @AfterEach
  void stop() {
    books.close();
  }

  private void task(int attempts) {
    books.resource("people");
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'deletes': 'propagate', 'gates': {'max_delete_percent': 100},
         'retry': {'max_attempts': %d, 'initial': '5ms', 'multiplier': 1, 'max': '5ms'},
         'deliver': [{'connection': 'books', 'resource': 'people', 'key': 'id',
           'fields': {'name': 'name'}}]}
        """
            .formatted(attempts));
  }

  private void people(int count, String suffix) {
    crm.rows(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> row("" + i, "p" + i + suffix))
            .toArray(String[]::new));
  }

  private List<String> there() {
    return books.resource("people").all().stream()
        .map(each -> each.path("name").asString())
        .sorted()
        .toList();
  }

  private static List<String> names(int count, String suffix) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "p" + i + suffix).sorted().toList();
  }

  @Test
  void whateverAnswersAreLostEachRecordStandsThereOnce() {
    task(30);
    AtomicInteger requests = new AtomicInteger();
    books.failWhen(request -> requests.incrementAndGet() % 5 == 0, new Fault.LostAnswer());
    books.failWhen(request -> requests.get() % 7 == 0, Fault.status(500));

    people(150, "");
    RunRow first = pipeline.full("people");
    assertThat(first.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(there()).isEqualTo(names(150, ""));
    people(150, "x");
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(there()).isEqualTo(names(150, "x"));
    people(100, "x");
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);

    assertThat(there()).isEqualTo(names(100, "x"));
    assertThat(pipeline.count("outbox")).isZero();
    assertThat(books.mostAtOnce()).isGreaterThan(1);
  }

  @Test
  void aSystemThatTakesFewCallsAtOnceGetsFewAndFailsNothing() {
    task(3);
    books.atMostAtOnce(2);
    people(120, "");

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.delivered().created()).isEqualTo(120);
    assertThat(there()).isEqualTo(names(120, ""));
  }

  @Test
  void theRecordThatASystemBreaksOnIsTheOnlyOneThatFails() {
    task(2);
    books.failWhen(request -> request.body().contains("\"p7\""), Fault.status(500));
    people(40, "");

    RunRow run = pipeline.full("people");

    assertThat(run.delivered().created()).isEqualTo(39);
    assertThat(run.delivered().failed()).isOne();
    assertThat(pipeline.sql("select * from syncline.failure where tenant = ?", pipeline.tenant))
        .singleElement()
        .satisfies(f -> assertThat(f).containsEntry("external_id", "7"));
    books.heal();
    assertThat(pipeline.full("people").delivered().created()).isOne();
    assertThat(there()).isEqualTo(names(40, ""));
  }

  @Test
  void ofCreationsThatCannotBeRepeatedOnlyThoseInDoubtRest() {
    books.close();
    books = pipeline.rest("books", BARE);
    task(3);
    books.failWhen(request -> request.body().contains("\"p5\""), new Fault.LostAnswer());
    AtomicInteger slowed = new AtomicInteger();
    books.failWhen(request -> slowed.incrementAndGet() % 10 == 0, Fault.tooManyRequests("0"));
    people(30, "");

    RunRow run = pipeline.full("people");

    assertThat(run.delivered().created()).isEqualTo(29);
    assertThat(pipeline.sql("select code from syncline.outbox where tenant = ?", pipeline.tenant))
        .containsExactly(Map.of("code", "UNKNOWN"));
    assertThat(there()).as("it was carried out, once").isEqualTo(names(30, ""));
  }

  @Test
  void runAfterRunTheLastStateStands() {
    task(3);
    books.failAlways(new Fault.Slow(Duration.ofMillis(3)));
    for (String suffix : List.of("", "a", "b", "c")) {
      people(20, suffix);
      pipeline.full("people");
    }
    assertThat(there()).isEqualTo(names(20, "c"));
  }
}
