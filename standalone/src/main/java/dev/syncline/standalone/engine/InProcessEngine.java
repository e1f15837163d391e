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

/**
 * The SDK's test server inside this process, in real time. {@code TestServer.createPortBoundServer}
 * would listen on every network interface without asking who calls; here it is loopback only.
 */
public final class InProcessEngine implements Engine {
  private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private final TestServicesStarter services;
  private final Server server;
  private final String note;

  private InProcessEngine(TestServicesStarter services, Server server, String note) {
    this.services = services;
    this.server = server;
    this.note = note;
  }

  static InProcessEngine open(String note) {
    return open(note, 0);
  }

  static InProcessEngine open(String note, int port) {
    TestServicesStarter services = new TestServicesStarter(true, 0);
    ServerBuilder<?> builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .maxInboundMessageSize(LARGEST_MESSAGE);
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder, List.of());
    try {
      return new InProcessEngine(services, builder.build().start(), note);
    } catch (IOException e) {
      services.close();
      throw SynclineException.of(
              Category.UNAVAILABLE, "the in-process engine cannot listen: " + e.getMessage())
          .because(e);
    }
  }

  @Override
  public String address() {
    return "127.0.0.1:" + server.getPort();
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

  @Override
  public void close() {
    server.shutdown();
    services.close();
    try {
      if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
