package dev.syncline.standalone.engine;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the workflows that are started on an engine, and turns new ones away while it is being
 * exchanged: clients wait and try again by themselves.
 */
final class Doors implements ServerInterceptor {
  private static final Set<String> STARTS =
      Set.of("StartWorkflowExecution", "SignalWithStartWorkflowExecution");

  private final AtomicInteger started = new AtomicInteger();
  private volatile boolean closed;

  int started() {
    return started.get();
  }

  void close() {
    closed = true;
  }

  void open() {
    closed = false;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (STARTS.contains(String.valueOf(call.getMethodDescriptor().getBareMethodName()))) {
      if (closed) {
        call.close(
            Status.UNAVAILABLE.withDescription("the engine is being exchanged"), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      started.incrementAndGet();
    }
    return next.startCall(call, headers);
  }
}
