package dev.syncline.standalone.engine;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The SDK's test server inside this process, in real time. {@code TestServer.createPortBoundServer}
 * would listen on every network interface without asking who calls; here it is loopback only. It
 * keeps the history of every workflow for as long as it lives, so it is exchanged for a fresh one
 * now and then ({@link #renew}).
 */
public final class InProcessEngine implements Engine {
  private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private final String note;
  private final int port;
  private Serving serving;

  private InProcessEngine(String note, Serving serving) {
    this.note = note;
    this.port = serving.server.getPort();
    this.serving = serving;
  }

  static InProcessEngine open(String note) {
    return open(note, 0);
  }

  static InProcessEngine open(String note, int port) {
    return new InProcessEngine(note, Serving.on(port));
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String namespace() {
    return "default";
  }

  @Override
  public Optional<URI> webUi() {
    return Optional.empty();
  }

  @Override
  public EngineKind kind() {
    return EngineKind.IN_PROCESS;
  }

  @Override
  public String description() {
    return "in-process engine at " + address() + (note.isEmpty() ? "" : " (" + note + ")");
  }

  /** How many workflows were started since it is as fresh as it is. */
  public synchronized int started() {
    return serving.doors.started();
  }

  /**
   * Takes a fresh engine at the same address, if nothing needs what the present one remembers.
   *
   * @param idle asked while no workflow can start
   * @return whether the engine is a fresh one now
   */
  public synchronized boolean renew(BooleanSupplier idle) {
    serving.doors.close();
    try {
      if (!idle.getAsBoolean()) {
        return false;
      }
      serving.stop();
      serving = Serving.on(port);
      return true;
    } finally {
      serving.doors.open();
    }
  }

  @Override
  public synchronized void close() {
    serving.stop();
  }

  /** One server and what stands behind it. */
  private record Serving(TestServicesStarter services, Server server, Doors doors) {

    static Serving on(int port) {
      TestServicesStarter services = new TestServicesStarter(true, 0);
      Doors doors = new Doors();
      ServerBuilder<?> builder =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .maxInboundMessageSize(LARGEST_MESSAGE)
              .intercept(doors);
      GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder, List.of());
      try {
        return new Serving(services, builder.build().start(), doors);
      } catch (IOException e) {
        services.close();
        throw SynclineException.of(
                Category.UNAVAILABLE, "the in-process engine cannot listen: " + e.getMessage())
            .because(e);
      }
    }

    void stop() {
      server.shutdown();
      services.close();
      try {
        if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
          server.shutdownNow();
          server.awaitTermination(2, TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        server.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }
}
