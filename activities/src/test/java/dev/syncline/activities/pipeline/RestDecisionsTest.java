package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.simulators.rest.RestResource;
import dev.syncline.simulators.rest.RestSystem;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import dev.syncline.store.twoway.Conflicts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A system that speaks HTTP, against a table, where one deletes what the other edits. */
@Timeout(90)
class RestDecisionsTest {
  private final Pipeline pipeline = new Pipeline();
  private final PostgresSystem shop = PostgresSystem.connect(pipeline, "shop");
  private final RestSystem rest = RestSystem.start();
  private final RestResource clients = rest.resource("clients");
  private final Conflicts conflicts = pipeline.engine.get(Conflicts.class);
  private final ConflictDecisions decisions = pipeline.engine.get(ConflictDecisions.class);

  @BeforeEach
  void annAndBobStandInBoth() {
    pipeline
        .engine
        .get(Connections.class)
        .save(
            pipeline.tenant,
            "crm",
            "http",
            true,
            """
            {"base_url": "%s", "resources": {"clients": {"path": "/clients", "key": "id",
              "get": {"path": "/clients/{id}"},
              "create": {"method": "POST", "path": "/clients", "id": "id",
                "idempotency_header": "Idempotency-Key"},
              "update": {"method": "PUT", "path": "/clients/{id}", "version_header": "If-Match"},
              "delete": {"method": "DELETE", "path": "/clients/{id}"}}}}
            """
                .formatted(rest.url()),
            Map.of(),
            null);
    shop.run("create table people (id int primary key, name text, city text)");
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'clients'}, 'key': 'id',
         'direction': 'two_way', 'deletes': 'propagate', 'conflicts': {'strategy': 'manual'},
         'gates': {'max_delete_percent': 100}, 'fields': {'id': 'id', 'name': 'name', 'city': 'city'},
         'deliver': [{'connection': 'shop', 'resource': 'people', 'key': 'id'}]}
        """);
    client(1, "Ann", "Bonn");
    client(2, "Bob", "Oslo");
    run();
    assertThat(people()).containsExactly("Ann|Bonn", "Bob|Oslo");
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  private void client(int id, String name, String city) {
    ObjectNode client = JsonMapper.shared().createObjectNode().put("id", id);
    clients.put(client.put("name", name).put("city", city));
  }

  private List<String> clients() {
    return clients.all().stream()
        .map(c -> c.path("name").asString() + "|" + c.path("city").asString())
        .sorted()
        .toList();
  }

  private List<String> people() {
    return shop.rows("select name, city from people order by name");
  }

  private RunRow run() {
    RunRow run = pipeline.full("people");
    assertThat(run.error()).isNull();
    assertThat(run.delivered().failed()).isZero();
    return run;
  }

  private void resolve(boolean source) {
    List<ConflictRow> open =
        conflicts.list(pipeline.tenant, "people", ConflictStatus.OPEN, new Range(50, 0)).items();
    assertThat(open).hasSize(1);
    decisions.resolve(open.get(0), Map.of("city", new Choice.Side(source)), "ann");
    delivered();
  }

  private void undo() {
    decisions.undo(
        conflicts
            .list(pipeline.tenant, "people", ConflictStatus.RESOLVED, new Range(50, 0))
            .items()
            .get(0),
        "ben");
    delivered();
  }

  private void delivered() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (pipeline.count("outbox") > 0) {
      assertThat(System.nanoTime()).as("it is delivered").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private void bothHoldAndRest(String... rows) {
    assertThat(clients()).containsExactly(rows);
    assertThat(people()).containsExactly(rows);
    long writes = writes();
    run();
    assertThat(writes()).isEqualTo(writes);
    assertThat(people()).containsExactly(rows);
  }

  private long writes() {
    return rest.requests().stream().filter(r -> !r.method().equals("GET")).count();
  }

  @Test
  void aClientDeletedOverHttpIsMadeAgainAndThatIsTakenBack() {
    clients.remove("1");
    shop.run("update people set city = 'Kiel' where name = 'Ann'");
    run();
    assertThat(clients()).containsExactly("Bob|Oslo");

    resolve(false);
    bothHoldAndRest("Ann|Kiel", "Bob|Oslo");
    undo();
    bothHoldAndRest("Bob|Oslo");
  }

  @Test
  void aRowDeletedInTheTableIsDeletedOverHttpAndThatIsTakenBack() {
    shop.run("delete from people where name = 'Ann'");
    client(1, "Ann", "Kiel");
    run();
    assertThat(people()).containsExactly("Bob|Oslo");

    resolve(false);
    bothHoldAndRest("Bob|Oslo");
    undo();
    bothHoldAndRest("Ann|Kiel", "Bob|Oslo");
  }
}
