package dev.syncline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.console.Captured;
import dev.syncline.standalone.console.RunObjects;
import dev.syncline.standalone.key.ApiKeys;
import dev.syncline.standalone.key.KeyRing;
import dev.syncline.standalone.platform.DatabaseLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands {@code conflicts} and {@code plans}. */
class DecidingCommandsTest {
  private static final UUID ID = new UUID(1, 2);
  private static final String CONFLICT =
      """
      {'id':'%s','entity':'people','record_id':'%s','connection':'books','external_id':'58',
       'kind':'edit','status':'open','created_at':'2026-05-04T10:00:00Z','fields':[
        {'field':'name','base':'Ann','source':'Anna','target':'Annabel','chosen':null},
        {'field':'age','base':1,'source':null,'target':2,'chosen':null}]}
      """
          .formatted(ID, new UUID(3, 4));

  @TempDir Path folder;
  private final Captured captured = new Captured(false);
  private final FakeApplication application = new FakeApplication();

  private int execute(String... line) {
    List<String> arguments = new ArrayList<>(List.of(line));
    arguments.addAll(List.of("--data", folder.toString()));
    return CommandTree.execute(
        new Surroundings(
            captured.terminal(),
            Map.of("SYNCLINE_API_KEY", "secret"),
            Clock.systemUTC(),
            SampleFiles.valid(SampleFiles.task("people", "customers")),
            application,
            new NoKeys()),
        arguments.toArray(String[]::new));
  }

  @Test
  void conflictsAreListedWithTheirValuesAndTheCommandThatDecides() {
    application.conflicts.add(RunObjects.of(CONFLICT));

    assertThat(execute("conflicts", "list", "--entity", "people")).isZero();

    assertThat(application.decided).containsExactly("list default-tenant people open");
    assertThat(captured.out().lines())
        .containsExactly(
            ID
                + "  people, record "
                + new UUID(3, 4)
                + ": row 58 of books differs, open since 2026-05-04T10:00:00Z",
            "  name: was \"Ann\", source \"Anna\", target \"Annabel\"",
            "  age: was 1, source null, target 2",
            "  decide: ./syncline conflicts resolve "
                + ID
                + " name=source age=source --data "
                + folder,
            "    (each field: source, target, value:TEXT or json:VALUE)");
  }

  @Test
  void noConflictIsSaidAsWell() {
    assertThat(execute("conflicts", "list", "--status", "all")).isZero();
    assertThat(application.decided).containsExactly("list default-tenant null null");
    assertThat(captured.out()).isEqualTo("there is no such conflict\n");
  }

  @Test
  void everyChoiceReachesTheDecision() {
    application.conflicts.add(RunObjects.of(CONFLICT));

    assertThat(
            execute(
                "conflicts",
                "resolve",
                ID.toString(),
                "a=source",
                "b=target",
                "c=value:x=y",
                "d=json:null",
                "--tenant",
                "acme"))
        .isZero();
    assertThat(execute("conflicts", "resolve", ID.toString(), "age=json:3", "--all", "target"))
        .isZero();
    assertThat(execute("conflicts", "undo", ID.toString())).isZero();

    assertThat(application.decided)
        .containsExactly(
            "resolve acme "
                + ID
                + " {\"a\":\"source\",\"b\":\"target\",\"c\":{\"value\":\"x=y\"},\"d\":{\"value\":null}}",
            "resolve default-tenant " + ID + " {\"age\":{\"value\":3},\"name\":\"target\"}",
            "undo default-tenant " + ID);
  }

  @Test
  void whatIsNotDeliveredYetIsSaid() {
    application.conflicts.add(RunObjects.of(CONFLICT));
    application.undelivered = List.of("'books' does not have it yet: no");

    assertThat(execute("conflicts", "resolve", ID.toString(), "--all", "source")).isOne();
    assertThat(captured.err()).isEqualTo("'books' does not have it yet: no\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "=source", "name=", "name=left", "name=json:{"})
  void aChoiceThatIsNoneIsBadUsageBeforeAnythingStarts(String choice) {
    assertThat(execute("conflicts", "resolve", ID.toString(), choice)).isEqualTo(64);
    assertThat(captured.err()).contains("'" + choice + "'", "source, target, value:TEXT");
    assertThat(application.settings).isEmpty();
  }

  @Test
  void aPlanIsShownWithTheCommandThatDoesIt() {
    application.plan =
        RunObjects.of("{'status':'ready','summary':{'create':2,'update':11},'items':[],'total':0}");
    assertThat(execute("plans", "show", ID.toString())).isZero();
    assertThat(captured.out())
        .contains("plan: create 2, update 11")
        .contains("./syncline plans apply " + ID + " --confirm --data " + folder);

    captured.clear();
    application.plan = RunObjects.of("{'status':'applied','summary':{'create':2},'items':[]}");
    assertThat(execute("plans", "show", ID.toString())).isZero();
    assertThat(captured.out()).doesNotContain("plans apply");
    assertThat(execute("plans", "show", ID.toString(), "--limit", "501")).isEqualTo(64);
  }

  @Test
  void aPlanIsAppliedAndFollowedToItsEnd() {
    application.thenShows(RunObjects.ended("completed_with_errors"));

    assertThat(execute("plans", "apply", ID.toString(), "--confirm")).isOne();

    assertThat(application.decided).containsExactly("apply default-tenant " + ID + " confirmed");
    assertThat(captured.out()).contains("people -> customers: completed with errors");
  }

  @Test
  void aPlanThatHasToBeMeantAsksForTheOption() {
    application.refuses(
        SynclineException.of(
            Category.INVALID,
            "CONFIRMATION_REQUIRED",
            "this would update 11; send confirm: true if that is meant"));

    assertThat(execute("plans", "apply", ID.toString())).isEqualTo(3);
    assertThat(captured.err())
        .isEqualTo("syncline: this would update 11; add --confirm if that is meant\n");
  }

  @Test
  void theDryRunOfAFlowIsAppliedAsOne() {
    UUID parent = new UUID(5, 6);
    application.plan = RunObjects.of("{'summary':{'create':1},'items':[],'total':0}");
    for (int i = 0; i < 2; i++) {
      application.thenShows(
          RunObjects.ended("completed").put("parent_id", parent.toString()).put("dry_run", true));
    }
    application.thenShows(RunObjects.ended("completed"));
    CommandTree.execute(
        new Surroundings(
            captured.terminal(),
            Map.of("SYNCLINE_DATA", folder.toString()),
            Clock.systemUTC(),
            SampleFiles.valid(SampleFiles.task("a", "a"), SampleFiles.task("b", "b")),
            application,
            new NoKeys()),
        "run",
        "people.yaml",
        "--dry-run");

    assertThat(captured.out().lines().filter(line -> line.contains("to do exactly this")))
        .containsExactly(
            "  to do exactly this: ./syncline plans apply " + parent + " --tenant acme");
  }

  @Test
  void theServerThatHasTheDataDecides() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String path = exchange.getRequestURI().toString();
          asked.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
          boolean refused = path.endsWith("/undo");
          String answer =
              refused
                  ? "{'error':{'code':'CONFLICT','message':'it is over'}}"
                  : path.endsWith("/apply") ? "{'sync_id':'" + ID + "'}" : CONFLICT;
          byte[] bytes = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(refused ? 409 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      application.closedDoor =
          Optional.of(
              SynclineException.of(Category.CONFLICT, "DATA_IN_USE", "in use")
                  .with(Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort())));
      String id = ID.toString();

      assertThat(execute("conflicts", "list", "--entity", "e")).isZero();
      assertThat(execute("conflicts", "resolve", id, "name=value:x", "--all", "target")).isZero();
      assertThat(execute("conflicts", "undo", id)).isEqualTo(3);
      assertThat(execute("plans", "show", id, "--offset", "50")).isZero();
      assertThat(execute("plans", "apply", id)).isZero();

      assertThat(captured.err()).contains("it is over", "run " + id + " applies it");
      assertThat(asked)
          .containsExactly(
              "GET /api/conflicts?limit=500&entity=e&status=open",
              "GET /api/conflicts/" + id,
              "POST /api/conflicts/"
                  + id
                  + "/resolve {\"fields\":{\"name\":{\"value\":\"x\"},\"age\":\"target\"}}",
              "POST /api/conflicts/" + id + "/undo",
              "GET /api/plans/" + id + "?limit=50&offset=50",
              "POST /api/plans/" + id + "/apply {\"confirm\":false}");
    } finally {
      server.stop(0);
    }
  }

  private record NoKeys() implements KeyRing {
    @Override
    public <T> T with(DatabaseLogin login, Function<ApiKeys, T> work) {
      throw new AssertionError("decisions need no keys");
    }
  }
}
