package dev.syncline.definitions.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.ConflictSpec.Strategy;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.FieldSpec.FunctionCall;
import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.Problem;
import dev.syncline.definitions.TaskOrder;
import dev.syncline.definitions.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

class SyncFileReaderTest {
  private static final String EVERYTHING =
      """
      entity: customers
      source: { connection: db, resource: people, filter: { status: open, date_range: { start: 2026-01-01 } } }
      key: rec_id
      modified: updated_at
      fields:
        z_first: given_name
        last_name: { from: surname, apply: [trim, "replace(a, \\"b, c\\")", { substring: [0, 5] }] }
        full_name: { template: "{given_name} {surname}" }
        country: { value: AU }
        tier: { expression: "total > 100 ? 'gold' : 'none'" }
        name: { from: name, split: person_name, into: { first: f, last: l } }
        amount: { from: total, type: decimal, scale: 2 }
        status: { from: state, type: enum, values: [open, paid] }
      required: last_name
      references:
        customer: { entity: orders, external_id: customer_id }
      dedupe: { preset: person, merge_at: 0.95, review_at: 0.80, survivorship: keep_first }
      writes: create_only
      direction: two_way
      conflicts: { strategy: merge, otherwise: manual, fields: { status: source_wins } }
      deletes: propagate
      deliver:
        - connection: db
          resource: customers
          key: [a, b]
          match: { name: full_name }
          fields: { n: full_name, c: customer }
      batch: { size: 100, delay: 500ms }
      retry: { max_attempts: 5, initial: 2s, multiplier: 3, max: 1m, jitter: 0 }
      gates: { max_changes: 10000, max_delete_percent: 5 }
      schedule: { cron: "*/15 * * * *", timezone: Europe/Berlin, mode: incremental }
      notify: { webhook: "https://example.com/hook", on: [failed] }
      """;

  @TempDir Path folder;

  private TaskSpec everything() {
    ParsedSyncFile parsed =
        Files.read(folder, Files.HEAD + "tasks:\n  people:\n" + EVERYTHING.indent(4));
    assertThat(parsed.errors()).extracting(Problem::text).isEmpty();
    return parsed.file().tasks().get(0);
  }

  @Test
  void everyKeyOfATaskIsRead() {
    TaskSpec task = everything();
    assertThat(task.name()).isEqualTo("people");
    assertThat(task.source().filter().start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(task.source().filter().status()).containsExactly("open");
    assertThat(task.key()).containsExactly("rec_id");
    assertThat(task.fields())
        .extracting(FieldSpec::name)
        .containsExactly(
            "z_first", "last_name", "full_name", "country", "tier", "name", "amount", "status");
    assertThat(task.fields().get(1).apply())
        .containsExactly(
            new FunctionCall("trim", List.of()),
            new FunctionCall(
                "replace", List.of(StringNode.valueOf("a"), StringNode.valueOf("b, c"))),
            new FunctionCall("substring", List.of(IntNode.valueOf(0), IntNode.valueOf(5))));
    assertThat(task.fields().get(6).options().get("scale").asInt()).isEqualTo(2);
    assertThat(task.required()).containsExactly("last_name");
    assertThat(task.references().get(0).externalIdField()).isEqualTo("customer_id");
    assertThat(task.dedupe().mergeAt()).isEqualTo(0.95);
    assertThat(task.writes()).isEqualTo(TaskSpec.WriteMode.CREATE_ONLY);
    assertThat(task.direction()).isEqualTo(TaskSpec.Direction.TWO_WAY);
    assertThat(task.conflicts().forField("status")).isEqualTo(Strategy.SOURCE_WINS);
    assertThat(task.conflicts().forField("other")).isEqualTo(Strategy.MERGE);
    assertThat(task.deletes()).isEqualTo(TaskSpec.Deletes.PROPAGATE);
    assertThat(task.deliver().get(0).key()).containsExactly("a", "b");
    assertThat(task.deliver().get(0).fields().keySet()).containsExactly("n", "c");
    assertThat(task.batch().delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(task.retry().max()).isEqualTo(Duration.ofMinutes(1));
    assertThat(task.gates().maxChanges()).hasValue(10000);
    assertThat(task.schedule().timezone()).isEqualTo("Europe/Berlin");
    assertThat(task.notifications().on()).containsExactly("failed");
  }

  @Test
  void whatIsStoredReadsBackEqualAndInOrder() {
    TaskSpec task = everything();
    String stored = task.definition().toString();
    TaskSpec back = new SyncFileReader(FakeConnector.all()).fromDefinition("people", stored);
    assertThat(back).isEqualTo(task);
    assertThat(back.definition().toString()).isEqualTo(stored);
    assertThat(stored).contains("\"key\":[\"rec_id\"]", "\"delay\":\"500ms\"", "\"max\":\"1m\"");
  }

  @Test
  void theFingerprintFollowsTheMappingAndNothingElse() {
    SyncFileReader reader = new SyncFileReader(FakeConnector.all());
    String start = "{\"entity\":\"e\",\"source\":{\"connection\":\"c\"},";
    String one =
        Fingerprint.of(reader.readTask("t", start + "\"fields\":{\"a\":\"x\",\"b\":\"y\"}}"));
    assertThat(one).matches("[0-9a-f]{64}");
    assertThat(
            Fingerprint.of(
                reader.readTask(
                    "t",
                    start
                        + "\"fields\":{\"b\":\"y\",\"a\":{\"from\":\"x\"}},\"batch\":{\"size\":5}}")))
        .isEqualTo(one);
    assertThat(
            Fingerprint.of(reader.readTask("t", start + "\"fields\":{\"a\":\"x\",\"b\":\"z\"}}")))
        .isNotEqualTo(one);
  }

  @Test
  void tasksRunInTheOrderOfTheirReferences() {
    String tasks =
        """
        tasks:
          lines: { entity: lines, source: { connection: c }, references: { o: { entity: orders, external_id: o } } }
          orders: { entity: orders, source: { connection: c }, references: { c: { entity: customers, external_id: c }, p: { entity: orders, external_id: p } } }
          shop: { entity: customers, source: { connection: c } }
          crm: { entity: customers, source: { connection: c } }
        """;
    ParsedSyncFile parsed = Files.read(folder, Files.HEAD + tasks);
    assertThat(parsed.problems()).isEmpty();
    assertThat(TaskOrder.sort(parsed.file().tasks()))
        .extracting(TaskSpec::name)
        .containsExactly("shop", "crm", "orders", "lines");
  }

  @Test
  void secretsComeFromOutsideAndPathsBecomeAbsolute() throws Exception {
    java.nio.file.Files.writeString(folder.resolve("key.txt"), "from-file\n");
    ParsedSyncFile parsed =
        Files.read(
            folder,
            """
            tenant: acme
            sandbox: true
            connections:
              shop:
                connector: http
                settings: { base_url: "https://x.test", headers: { X: "a-${env:TOKEN}" } }
                credentials: { token: "${env:TOKEN}", password: "${file:key.txt}" }
              files: { connector: csv, enabled: false, settings: { path: ../data/*.csv, timeout: 5s } }
            """);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.file().tenant()).isEqualTo("acme");
    assertThat(parsed.file().sandbox()).isTrue();
    ConnectionSpec shop = parsed.file().connections().get(0);
    assertThat(shop.credentials())
        .containsEntry("token", "s3cret")
        .containsEntry("password", "from-file");
    assertThat(shop.settings().get("headers").get("X").asString()).isEqualTo("a-s3cret");
    assertThat(shop.shownSettings().toString()).doesNotContain("s3cret").contains("${env:");
    assertThat(shop.keptSecrets()).containsEntry("/headers/X", "a-s3cret");
    assertThat(shop.config().secretSettings()).containsEntry("/headers/X", "a-s3cret");
    ConnectionSpec files = parsed.file().connections().get(1);
    assertThat(files.enabled()).isFalse();
    assertThat(files.settings().get("path").asString())
        .isEqualTo(folder.resolve("../data/*.csv").toAbsolutePath().normalize().toString());
  }

  @Test
  void anIncompleteConnectionIsNoInvalidFileAndALiteralSecretIsWarnedOf() {
    ParsedSyncFile parsed =
        Files.read(
            folder,
            "connections:\n  h:\n    connector: http\n    credentials: { token: topsecret }\n");
    assertThat(parsed.valid()).isTrue();
    assertThat(parsed.warnings())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.line()).isEqualTo(4);
              assertThat(p.text()).contains("${env:NAME}").doesNotContain("topsecret");
            });
  }

  @Test
  void whatIsNotUsedOrMadeTwiceIsWarnedOf() {
    ParsedSyncFile parsed =
        Files.read(
            folder,
            """
            connections:
              plain: { connector: bare, credentials: { token: "${env:GONE}" } }
            tasks:
              t:
                entity: e
                source: { connection: plain }
                fields:
                  first: first_name
                  parts: { from: name, split: person_name, into: { first: first } }
                conflicts: { fields: { email: source_wins } }
            """);
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.warnings())
        .extracting(Problem::message)
        .satisfiesExactlyInAnyOrder(
            m -> assertThat(m).contains("'bare' takes no credentials"),
            m -> assertThat(m).contains("'first' is made twice"),
            m -> assertThat(m).contains("no mapping makes the field 'email'"));
  }

  @Test
  void aMissingFileAndABrokenOneAreProblemsToo() throws Exception {
    ParsedSyncFile gone =
        new SyncFileReader(FakeConnector.all())
            .read(folder.resolve("gone.yaml"), SecretSource.system());
    assertThat(gone.errors())
        .singleElement()
        .extracting(Problem::text)
        .asString()
        .endsWith("gone.yaml:1: there is no such file");
    Path latin = folder.resolve("latin.yaml");
    java.nio.file.Files.write(latin, "a: 1\nb: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(new SyncFileReader(FakeConnector.all()).read(latin, SecretSource.system()).errors())
        .singleElement()
        .extracting(Problem::line)
        .isEqualTo(2);
  }

  static List<org.junit.jupiter.params.provider.Arguments> mistakes() {
    return Mistakes.ALL;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeIsNamedAtItsLine(String text, int line, String part) {
    assertThat(Files.errors(folder, text))
        .anySatisfy(error -> assertThat(error).startsWith(line + ": ").contains(part));
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThat(Files.errors(folder, Files.task("wriets: upsert\nkey: 5\nbatch: { delay: soon }")))
        .hasSize(3);
  }
}
