package dev.syncline.standalone.engine;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a Temporal server answers for a namespace. */
final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Readiness() {}

  /**
   * Waits.
   *
   * @param worthWaiting says false when the server's process has ended
   * @throws SynclineException UNAVAILABLE when it does not answer in time, NOT_FOUND where it does
   *     not know the namespace
   */
  static void await(
      String address, String namespace, Duration patience, BooleanSupplier worthWaiting) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    try {
      long end = System.nanoTime() + patience.toNanos();
      Status last = ask(stubs, namespace);
      while (!last.isOk()) {
        // A server that is starting answers before it has made its default namespace.
        if (System.nanoTime() > end || !worthWaiting.getAsBoolean()) {
          throw failure(address, namespace, last);
        }
        Thread.sleep(PAUSE.toMillis());
        last = ask(stubs, namespace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "waiting for the engine was interrupted")
          .because(e);
    } finally {
      stubs.shutdownNow();
    }
  }

  /** Whether it answers right now. */
  static boolean now(String address, String namespace) {
    try {
      await(address, namespace, Duration.ofSeconds(3), () -> true);
      return true;
    } catch (SynclineException e) {
      if (e.category() == Category.CANCELLED) {
        throw e;
      }
      return false;
    }
  }

  private static Status ask(WorkflowServiceStubs stubs, String namespace) {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(2, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static SynclineException failure(String address, String namespace, Status status) {
    if (status.getCode() == Status.Code.NOT_FOUND) {
      return SynclineException.of(
          Category.NOT_FOUND,
          "the Temporal server at "
              + address
              + " has no namespace '"
              + namespace
              + "'; create it there or name another in TEMPORAL_NAMESPACE");
    }
    return SynclineException.of(
        Category.UNAVAILABLE,
        "no Temporal server answers at " + address + " (" + status.getCode() + ")");
  }
}
