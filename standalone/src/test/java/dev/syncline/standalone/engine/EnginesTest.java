package dev.syncline.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.KeptPort;
import dev.syncline.standalone.lease.DataLease;
import dev.syncline.standalone.process.Eventually;
import dev.syncline.standalone.process.LiveProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;
  private DataLease lease;
  private CacheDirectory cache;

  @BeforeEach
  void takeLease() {
    lease = DataLease.acquire(new DataDirectory(folder.resolve("data")), Clock.systemUTC());
    cache = new CacheDirectory(folder.resolve("cache"));
  }

  @AfterEach
  void release() {
    DevServerState.stopSurvivor(lease.directory());
    lease.close();
  }

  @Test
  void withoutAServerProgramTheEngineRunsInThisProcess() {
    try (Engine engine = open("auto")) {
      assertThat(engine.kind()).isEqualTo(EngineKind.IN_PROCESS);
      assertThat(engine.description()).contains("scripts/install-temporal");
      assertThat(engine.webUi()).isEmpty();
      assertThat(Readiness.now(engine.address(), "default")).isTrue();
    }
  }

  @Test
  void theInProcessEngineListensOnLoopbackOnly() throws IOException {
    try (Engine engine = open("in-process")) {
      int port = Integer.parseInt(engine.address().split(":")[1]);
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThatThrownBy(() -> new Socket(address, port).close())
                .as("connection to %s", address)
                .isInstanceOf(ConnectException.class);
          }
        }
      }
      new Socket("127.0.0.1", port).close();
    }
  }

  @Test
  void aBrokenServerProgramIsNamedAndReplaced() throws IOException {
    install("echo 'cannot run on this processor' >&2; exit 7");

    try (Engine engine = open("auto")) {
      assertThat(engine.kind()).isEqualTo(EngineKind.IN_PROCESS);
      assertThat(engine.description())
          .contains(cache.temporal().toString())
          .contains("cannot run on this processor")
          .doesNotContain("\n");
    }
    assertThatThrownBy(() -> open("dev")).hasMessageContaining("cannot run on this processor");
  }

  @Test
  void aServerThatWasAskedForAndIsMissingIsAnError() {
    assertThatThrownBy(() -> open("dev"))
        .hasMessageContaining("no 'temporal' program")
        .hasMessageContaining("scripts/install-temporal");
  }

  @Test
  void aServerOnThePathCountsBeforeTheOneInTheCache() throws IOException {
    install("exit 1");
    Path other = Files.createDirectories(folder.resolve("bin")).resolve("temporal");
    Files.copy(cache.temporal(), other);

    assertThat(new Engines(cache, Map.of("PATH", "/nowhere:" + other.getParent())).program())
        .contains(other);
    assertThat(new Engines(cache, Map.of("PATH", "/nowhere")).program()).contains(cache.temporal());
  }

  @Test
  void theServerProgramRunsWithItsStateInTheDataDirectory() throws IOException {
    installFake();

    try (Engine engine = open("auto")) {
      assertThat(engine.kind()).isEqualTo(EngineKind.DEV_SERVER);
      assertThat(engine.webUi()).isPresent();
      assertThat(Readiness.now(engine.address(), "default")).isTrue();
      assertThat(state().command())
          .contains("start-dev", DevServerState.database(lease.directory()).toString())
          .contains("history.transferProcessorMaxPollRPS=10000", "matching.enableFairness=true");
    }
    assertThat(DevServerState.survivor(lease.directory())).isEmpty();
  }

  @Test
  void aServerThatDiesComesBackOnTheSamePort() throws IOException {
    installFake();

    try (Engine engine = open("dev")) {
      long before = state().pid();
      new LiveProcess(before).kill();

      Eventually.holds(LONG, () -> state().pid() != before);
      Eventually.holds(LONG, () -> Readiness.now(engine.address(), "default"));
    }
  }

  @Test
  void aServerThatOutlivedItsProcessIsFoundAgain() throws IOException {
    installFake();
    DevServerState orphan = startOrphan();

    try (Engine engine = open("auto")) {
      assertThat(engine.address()).isEqualTo("127.0.0.1:" + orphan.port());
      assertThat(state().pid()).isEqualTo(orphan.pid());
    }
    assertThat(orphan.process().running()).isFalse();
  }

  @Test
  void aServerThatOutlivedItsProcessIsStoppedWhereAnotherEngineIsWanted() throws IOException {
    installFake();
    DevServerState orphan = startOrphan();

    try (Engine engine = open("in-process")) {
      assertThat(engine.kind()).isEqualTo(EngineKind.IN_PROCESS);
      assertThat(orphan.process().running()).isFalse();
    }
  }

  @Test
  void anExternalServerIsReachedAndLeftAlone() {
    try (Engine server = open("in-process")) {
      EngineRequest request = EngineRequest.of(null, server.address(), Map.of());
      try (Engine engine = engines().open(request, lease)) {
        assertThat(engine.kind()).isEqualTo(EngineKind.EXTERNAL);
      }
      assertThat(Readiness.now(server.address(), "default")).isTrue();
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() throws IOException {
    String nowhere = "127.0.0.1:" + KeptPort.free();

    assertThatThrownBy(
            () -> Readiness.await(nowhere, "default", Duration.ofMillis(300), () -> true))
        .hasMessageContaining(nowhere);
  }

  private Engine open(String engine) {
    return engines().open(EngineRequest.of(engine, null, Map.of()), lease);
  }

  private Engines engines() {
    return new Engines(cache, Map.of("PATH", "/usr/bin:/bin"));
  }

  private DevServerState state() {
    return DevServerState.survivor(lease.directory()).orElseThrow();
  }

  private DevServerState startOrphan() throws IOException {
    int port = KeptPort.free();
    int uiPort = KeptPort.free();
    return DevServerProcess.start(
        DevServerProcess.command(cache.temporal(), lease.directory(), port, uiPort),
        port,
        uiPort,
        lease.directory(),
        Map.of("PATH", "/usr/bin:/bin"));
  }

  private void installFake() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    install(
        "exec '%s' -cp '%s' %s \"$@\""
            .formatted(java, System.getProperty("java.class.path"), FakeTemporal.class.getName()));
  }

  private void install(String script) throws IOException {
    Files.createDirectories(cache.temporal().getParent());
    Files.writeString(cache.temporal(), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(cache.temporal(), PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
