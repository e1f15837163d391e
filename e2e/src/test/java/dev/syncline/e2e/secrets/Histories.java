package dev.syncline.e2e.secrets;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.charset.StandardCharsets;

/** What an engine remembers of workflows, byte by byte: what they were given, did and answered. */
final class Histories implements AutoCloseable {
  private final WorkflowServiceStubs engine;

  Histories(String address) {
    this.engine =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
  }

  /** The history of the latest workflow of that id; empty where there never was one. */
  String of(String workflowId) {
    StringBuilder history = new StringBuilder();
    ByteString next = ByteString.EMPTY;
    do {
      GetWorkflowExecutionHistoryResponse page;
      try {
        page = engine.blockingStub().getWorkflowExecutionHistory(request(workflowId, next));
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
          return "";
        }
        throw e;
      }
      history.append(page.getHistory().toByteString().toString(StandardCharsets.ISO_8859_1));
      next = page.getNextPageToken();
    } while (!next.isEmpty());
    return history.toString();
  }

  private static GetWorkflowExecutionHistoryRequest request(String workflowId, ByteString next) {
    return GetWorkflowExecutionHistoryRequest.newBuilder()
        .setNamespace("default")
        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId).build())
        .setNextPageToken(next)
        .build();
  }

  @Override
  public void close() {
    engine.shutdownNow();
  }
}
