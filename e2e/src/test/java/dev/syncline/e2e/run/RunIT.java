package dev.syncline.e2e.run;

import static dev.syncline.e2e.product.Launcher.syncline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Checkout;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Launcher.Ended;
import dev.syncline.e2e.product.RunObject;
import dev.syncline.e2e.product.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./syncline run} on the examples: what it prints, and how it ends. */
class RunIT {
  private static final String DOCUMENTS = Checkout.file("examples/documents.yaml").toString();
  private static final String ORDERS = Checkout.file("examples/orders.yaml").toString();

  private static DataFolder data;

  @BeforeAll
  static void makesData() {
    data = DataFolder.make();
  }

  @AfterAll
  static void cleansUp() {
    data.close();
  }

  private static Ended run(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("run", "--data", data.path()));
    all.addAll(List.of(words));
    return syncline(all.toArray(String[]::new)).with("SYNCLINE_ENGINE", "in-process").run();
  }

  @Test
  void aCleanFileEndsWith0AndASecondRunChangesNothing() {
    Ended first = run(DOCUMENTS, "--output", "json");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.lines()).as("one run object a task, and nothing else").hasSize(1);
    RunObject run = RunObject.parse(first.out().strip()).requireAccounts();
    assertThat(run.status()).isEqualTo("completed");
    assertThat(run.count("created")).isPositive().isEqualTo(run.count("fetched"));

    RunObject again =
        RunObject.parse(run(DOCUMENTS, "--output", "json").out().strip()).requireAccounts();
    assertThat(again.count("created")).isZero();
    assertThat(again.skippedBy("unchanged")).isEqualTo(run.count("fetched"));
  }

  @Test
  void badRowsEndWith1AndATaskALine() {
    Ended ended = run(ORDERS, "--output", "json");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    List<RunObject> runs = ended.lines().stream().map(RunObject::parse).toList();
    assertThat(runs)
        .extracting(run -> run.json().path("task").asString())
        .containsExactlyInAnyOrder("customers", "orders");
    runs.forEach(RunObject::requireAccounts);
    RunObject orders =
        runs.stream().filter(run -> run.count("failed") > 0).findFirst().orElseThrow();
    assertThat(orders.count("failed")).isEqualTo(4);
    assertThat(orders.troubles()).hasSize(4).allSatisfy(text -> assertThat(text).isNotBlank());
    assertThat(orders.json().propertyNames())
        .contains("sync_id", "tenant", "entity", "mode", "trigger", "dry_run", "outcome")
        .contains("progress", "derived", "delivered", "workflow_id", "duration_ms");
  }

  @Test
  void aRefusedTaskHasARunObjectTooAndStopsNoOther(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.csv"), "id,name\n1,Ann\n");
    Path file =
        Files.writeString(
            folder.resolve("refused.yaml"),
            """
            version: 1
            tenant: refused
            connections:
              on: { connector: csv, settings: { path: a.csv } }
              off: { connector: csv, enabled: false, settings: { path: a.csv } }
            tasks:
              dark: { entity: dark, source: { connection: off }, key: id, fields: { name: name } }
              light: { entity: light, source: { connection: on }, key: id, fields: { name: name } }
            """);
    Ended one = run(file.toString(), "--task", "dark", "--output", "json");
    assertThat(one.exit()).as(one.err()).isEqualTo(2);
    assertThat(RunObject.parse(one.out().strip()).json().path("error_type").asString())
        .isEqualTo("not_enabled");

    Ended both = run(file.toString(), "--output", "json");
    assertThat(both.exit()).as(both.err()).isEqualTo(2);
    assertThat(both.lines().stream().map(RunObject::parse))
        .extracting(run -> run.json().path("task").asString() + " " + run.status())
        .containsExactlyInAnyOrder("dark failed", "light completed");
  }

  @Test
  void aDryRunWritesNothing() {
    String people = Checkout.file("examples/people.yaml").toString();
    RunObject dry = RunObject.parse(run(people, "--dry-run", "--output", "json").out().strip());
    assertThat(dry.json().path("dry_run").asBoolean()).isTrue();
    RunObject real = RunObject.parse(run(people, "--output", "json").out().strip());
    assertThat(real.count("created")).as("nothing was there before").isPositive();
    assertThat(real.count("updated") + real.skippedBy("unchanged")).isZero();
  }

  @Test
  void aSourceThatCannotBeReadEndsWith2(@TempDir Path folder) throws IOException {
    Path file = SyncFiles.csv(folder, "gone.csv");
    Ended ended = run(file.toString());
    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(2);
    assertThat(ended.out() + ended.err()).contains("gone.csv");
  }

  @Test
  void aSecondProcessOnTheSameDataIsRefusedWith3() {
    try (Server server = Server.start(data, "in-process")) {
      Ended ended = run(DOCUMENTS);
      assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(3);
      assertThat(ended.err()).contains(server.url().toString());
    }
  }

  @Test
  void anInvalidFileEndsWith64AndNamesEachProblemWithItsLine(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            version: 1
            connections:
              crm:
                conector: csv
                settings: { path: people.csv }
            tasks:
              people:
                entity: customers
                source: { connection: crn }
                key: id
            """);
    Ended ended = run(file.toString());
    assertThat(ended.exit()).isEqualTo(64);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .containsPattern("(?m)^\\S*wrong\\.yaml:4: .*conector.*connector")
        .containsPattern("(?m)^\\S*wrong\\.yaml:9: .*crn");
  }

  @Test
  void badUsageEndsWith64() {
    assertThat(run(DOCUMENTS, "--mode", "sometimes").exit()).isEqualTo(64);
    assertThat(run(DOCUMENTS, "--task", "nobody").exit()).isEqualTo(64);
    assertThat(syncline("fly").run().exit()).isEqualTo(64);
  }

  @Test
  void aFileThatIsNotThereEndsWith64() {
    Ended ended = run("/nowhere/sync.yaml");
    assertThat(ended.exit()).isEqualTo(64);
    assertThat(ended.err()).contains("/nowhere/sync.yaml");
  }
}
