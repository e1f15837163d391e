package dev.syncline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.application.RunOrder;
import dev.syncline.standalone.application.SyncFiles;
import dev.syncline.standalone.console.Captured;
import dev.syncline.standalone.console.RunObjects;
import dev.syncline.standalone.engine.EngineRequest;
import dev.syncline.standalone.key.ApiKeys;
import dev.syncline.standalone.key.KeyRing;
import dev.syncline.standalone.platform.DatabaseLogin;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {
  private static final Instant END = Instant.parse("2999-01-01T00:00:00Z");

  @TempDir Path folder;
  private final Captured captured = new Captured(false);
  private final FakeApplication application = new FakeApplication();
  private SyncFiles files = SampleFiles.valid(SampleFiles.task("people", "customers"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "walk",
        "run",
        "run a.yaml b.yaml",
        "run a.yaml --speed 3",
        "run a.yaml --mode some",
        "run a.yaml --output xml",
        "run a.yaml --engine turbo",
        "run a.yaml --engine dev --temporal-address here:7233",
        "run a.yaml --task nobody",
        "serve --port many",
        "serve --port 70000",
        "check",
        "keys create",
        "keys create --role king"
      })
  void badUsageEndsWith64AndAWord(String line) {
    assertThat(execute(line)).isEqualTo(64);
    assertThat(captured.err()).startsWith("syncline: ");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void helpIsNoMistake() {
    assertThat(execute("run --help")).isZero();
    assertThat(captured.out()).contains("--dry-run").contains("Exit codes");
  }

  @ParameterizedTest
  @CsvSource({
    "completed, 0",
    "completed_with_errors, 1",
    "failed, 2",
    "cancelled, 2",
    "waiting_approval, 3"
  })
  void runEndsAsItsRunDoes(String status, int code) {
    application.thenShows(RunObjects.ended(status)).thenShows(RunObjects.ended("completed"));

    assertThat(execute("run people.yaml")).isEqualTo(code);
    assertThat(application.closed).isTrue();
  }

  @Test
  void theWorstOfSeveralRunsDecides() {
    files =
        SampleFiles.valid(
            SampleFiles.task("a", "a"), SampleFiles.task("b", "b"), SampleFiles.task("c", "c"));
    application
        .thenShows(RunObjects.ended("completed_with_errors"))
        .thenShows(RunObjects.ended("failed"))
        .thenShows(RunObjects.ended("waiting_approval"));

    assertThat(execute("run people.yaml")).isEqualTo(2);
  }

  @Test
  void anInvalidFileIs64WithEachProblemOnItsLine() {
    files = SampleFiles.broken();

    assertThat(execute("run people.yaml")).isEqualTo(64);
    assertThat(captured.errLines())
        .containsExactly(
            "people.yaml:3: unknown key 'conections'", "people.yaml:9: a literal secret (warning)");
    assertThat(application.settings).isEmpty();
  }

  @Test
  void aSyncInProgressIs3() {
    application.refuses(
        SynclineException.of(Category.CONFLICT, "SYNC_IN_PROGRESS", "a sync is in progress"));

    assertThat(execute("run people.yaml")).isEqualTo(3);
    assertThat(captured.err()).isEqualTo("syncline: a sync is in progress\n");
    assertThat(application.closed).isTrue();
  }

  @Test
  void jsonIsOneRunObjectALineAndNothingElse() {
    files = SampleFiles.valid(SampleFiles.task("a", "a"), SampleFiles.task("b", "b"));
    application
        .thenShows(RunObjects.running(10, 5, "10"))
        .thenShows(RunObjects.ended("completed"))
        .thenShows(RunObjects.ended("completed"));

    execute("run people.yaml --output json");

    List<String> lines = captured.out().lines().toList();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      assertThat(JsonMapper.shared().readTree(line)).isEqualTo(RunObjects.ended("completed"));
    }
    assertThat(captured.err()).contains(" 10% ");
  }

  @Test
  void optionsReachTheRun() {
    application.thenShows(RunObjects.ended("completed"));

    execute("run people.yaml --task people --mode incremental --dry-run --engine in-process");

    assertThat(application.orders)
        .containsExactly(new RunOrder("acme", List.of("people"), SyncMode.INCREMENTAL, true));
    assertThat(application.settings.orElseThrow().platform().engine().choice())
        .isEqualTo(EngineRequest.Choice.IN_PROCESS);
    assertThat(application.settings.orElseThrow().platform().data().root())
        .isEqualTo(folder.resolve("data"));
    assertThat(application.settings.orElseThrow().web()).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayForAMomentIsWaitedFor() {
    application
        .thenFails(SynclineException.of(Category.DATABASE, "the database does not answer"))
        .thenShows(RunObjects.ended("completed"));

    assertThat(execute("run people.yaml")).isZero();
  }

  @Test
  void referredTasksRunFirst() {
    assertThat(
            ChosenTasks.of(
                SampleFiles.valid(
                        SampleFiles.task("lines", "lines", "orders", "products"),
                        SampleFiles.task("orders", "orders", "customers", "orders"),
                        SampleFiles.task("people", "customers"),
                        SampleFiles.task("products", "products"))
                    .read(Path.of("file"))
                    .content(),
                java.util.Set.of()))
        .containsExactly("people", "orders", "products", "lines");
  }

  @Test
  void serveLoadsItsFilesAndSaysWhereItIs() {
    assertThat(execute("serve --config people.yaml --port 9000")).isZero();

    assertThat(application.loaded).containsExactly(Path.of("people.yaml"));
    assertThat(application.settings.orElseThrow().web().orElseThrow().port()).isEqualTo(9000);
    assertThat(captured.out())
        .contains("http://127.0.0.1:8923/api/v1")
        .contains("http://127.0.0.1:8923/v3/api-docs")
        .contains("http://127.0.0.1:8233")
        .contains("in-process engine")
        .contains("/data/postgres.url");
  }

  @Test
  void theDemoRunsTheGeneratedSampleAndSaysWhatIsNext() {
    application.thenShows(RunObjects.ended("completed_with_errors"));

    assertThat(execute("demo")).isZero();

    assertThat(folder.resolve("data/demo/people.csv")).exists();
    assertThat(captured.out())
        .contains("fetched 1,000")
        .contains("rec-1        email: no address")
        .contains("./syncline serve --data " + folder.resolve("data"))
        .contains("psql");
  }

  @Test
  void checkNamesTheConnectionThatIsNotReady() {
    assertThat(execute("check people.yaml")).isEqualTo(2);
    assertThat(captured.out()).contains("off: not_enabled");
  }

  @Test
  void aNewKeyIsAloneOnStdout() {
    assertThat(
            execute("keys create --tenant acme --role operator --database-url jdbc:postgresql:x"))
        .isZero();

    assertThat(captured.out()).isEqualTo("secret of acme as operator at jdbc:postgresql:x\n");
    assertThat(captured.err()).contains("not shown again").doesNotContain("until");
  }

  @Test
  void aKeyMayEndByItself() {
    assertThat(execute("keys create --role viewer --expires 90d")).isZero();
    assertThat(captured.err()).contains("until " + END);
    for (String nonsense : List.of("soon", "0s", "-1d")) {
      assertThat(execute("keys create --role viewer --expires=" + nonsense)).isNotZero();
      assertThat(captured.err()).contains("--expires: '" + nonsense + "' is no span of time");
    }
  }

  @Test
  void keysAreListedWithTheirLastUseAndTheirEnd() {
    assertThat(execute("keys list")).isZero();
    assertThat(captured.out().lines())
        .containsExactly(
            "k1  acme  viewer  1970-01-01T00:00:00Z  never used  does not expire",
            "k2  acme  admin  1970-01-01T00:00:00Z  used " + END + "  expires " + END,
            "k3  acme  admin  1970-01-01T00:00:00Z  never used  expired 1970-01-01T00:00:00Z");
  }

  private int execute(String line) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");
    Map<String, String> environment =
        Map.of(
            "SYNCLINE_DATA", folder.resolve("data").toString(),
            "SYNCLINE_CACHE", folder.resolve("cache").toString());
    return CommandTree.execute(
        new Surroundings(
            captured.terminal(), environment, Clock.systemUTC(), files, application, new OneKey()),
        words);
  }

  private record OneKey() implements KeyRing {
    @Override
    public <T> T with(DatabaseLogin login, Function<ApiKeys, T> work) {
      return work.apply(
          new ApiKeys() {
            @Override
            public NewKey create(String tenant, String role, @Nullable Duration lasting) {
              Instant now = Clock.systemUTC().instant();
              return new NewKey(
                  new Key("k1", tenant, role, now, lasting == null ? null : END, null),
                  "secret of " + tenant + " as " + role + " at " + login.jdbcUrl());
            }

            @Override
            public List<Key> list() {
              return List.of(
                  new Key("k1", "acme", "viewer", Instant.EPOCH, null, null),
                  new Key("k2", "acme", "admin", Instant.EPOCH, END, END),
                  new Key("k3", "acme", "admin", Instant.EPOCH, Instant.EPOCH, null));
            }

            @Override
            public void revoke(String id) {
              throw SynclineException.of(Category.NOT_FOUND, "there is no key " + id);
            }
          });
    }
  }
}
