package dev.syncline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.console.Captured;
import dev.syncline.standalone.console.RunObjects;
import dev.syncline.standalone.key.KeyRing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsCommandTest {
  private static final UUID ID = new UUID(1, 2);

  @TempDir Path folder;
  private final Captured captured = new Captured(false);
  private final FakeApplication application = new FakeApplication();

  private int execute(String... line) {
    List<String> arguments = new ArrayList<>(List.of(line));
    arguments.addAll(List.of("--data", folder.toString()));
    KeyRing keys =
        new KeyRing() {
          @Override
          public <T> T with(
              dev.syncline.standalone.platform.DatabaseLogin login,
              java.util.function.Function<dev.syncline.standalone.key.ApiKeys, T> work) {
            throw new AssertionError("approvals need no keys");
          }
        };
    return CommandTree.execute(
        new Surroundings(
            captured.terminal(),
            Map.of("SYNCLINE_API_KEY", "secret"),
            Clock.systemUTC(),
            SampleFiles.valid(SampleFiles.task("people", "customers")),
            application,
            keys),
        arguments.toArray(String[]::new));
  }

  @Test
  void whatWaitsIsListed() {
    application.waiting = RunObjects.of("{'items':[{'sync_id':'r-1','reasons':['too much']}]}");

    assertThat(execute("approvals", "list")).isZero();
    assertThat(captured.out()).contains("r-1").contains("too much");
  }

  @Test
  void anApprovedRunIsFollowedToItsEnd() {
    application.thenShows(RunObjects.ended("completed_with_errors"));

    assertThat(execute("approvals", "approve", ID.toString(), "--tenant", "acme")).isOne();
    assertThat(application.decided).containsExactly("approve acme " + ID);
    assertThat(captured.out()).contains("people -> customers: completed with errors");
  }

  @Test
  void aRunIsRejected() {
    assertThat(execute("approvals", "reject", ID.toString())).isZero();
    assertThat(application.decided).containsExactly("reject default-tenant " + ID);
  }

  @Test
  void aNumberThatIsNoIdIsBadUsage() {
    assertThat(execute("approvals", "approve", "7")).isEqualTo(64);
    assertThat(execute("approvals", "approve")).isEqualTo(64);
  }

  @Test
  void theServerThatHasTheDataDecides() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI().getPath()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Tenant-ID")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          boolean refused = exchange.getRequestURI().getPath().endsWith("/reject");
          byte[] body =
              (refused
                      ? "{\"error\":{\"code\":\"NOT_WAITING\",\"message\":\"it is over\"}}"
                      : "{\"items\":[]}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(refused ? 409 : 202, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      application.closedDoor =
          java.util.Optional.of(
              SynclineException.of(Category.CONFLICT, "DATA_IN_USE", "in use")
                  .with(Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort())));

      assertThat(execute("approvals", "list")).isZero();
      assertThat(execute("approvals", "approve", ID.toString())).isZero();
      assertThat(execute("approvals", "reject", ID.toString())).isEqualTo(3);

      assertThat(captured.err()).contains("it is over");
      assertThat(asked)
          .containsExactly(
              "GET /api/approvals default-tenant Bearer secret",
              "POST /api/approvals/" + ID + "/approve default-tenant Bearer secret",
              "POST /api/approvals/" + ID + "/reject default-tenant Bearer secret");
    } finally {
      server.stop(0);
    }
  }
}
