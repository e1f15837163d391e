package dev.syncline.control.delivery;

import dev.syncline.workflows.FairnessKey;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.delivery.DeliveryInput;
import dev.syncline.workflows.delivery.DeliveryWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts the delivery of a connection, or tells the one at work that there is more. */
@Component
public class DeliveryWaker {
  private static final Logger log = LoggerFactory.getLogger(DeliveryWaker.class);
  private static final int ATTEMPTS = 5;

  private final WorkflowClient client;

  public DeliveryWaker(WorkflowClient client) {
    this.client = client;
  }

  /**
   * The same for several connections, where what they are to deliver stands already: without the
   * engine the reconciler wakes them later.
   */
  public void wakeSoon(String tenant, List<String> connections) {
    for (String connection : connections) {
      try {
        wake(tenant, connection);
      } catch (StatusRuntimeException | WorkflowServiceException e) {
        log.warn("the delivery to {} could not be woken yet: {}", connection, e.getMessage());
      }
    }
  }

  public void wake(String tenant, String connection) {
    for (int attempt = 1; ; attempt++) {
      try {
        signal(tenant, connection);
        return;
      } catch (WorkflowServiceException e) {
        if (attempt == ATTEMPTS || !endedMeanwhile(e)) {
          throw e;
        }
      }
    }
  }

  /** The in-process engine refuses a signal to a delivery that ends in the same moment. */
  private static boolean endedMeanwhile(WorkflowServiceException e) {
    return e.getCause() instanceof StatusRuntimeException refused
        && refused.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  private void signal(String tenant, String connection) {
    DeliveryWorkflow delivery =
        client.newWorkflowStub(
            DeliveryWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(WorkflowIds.TASK_QUEUE)
                .setWorkflowId(WorkflowIds.delivery(tenant, connection))
                .setPriority(FairnessKey.of(tenant))
                .build());
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(delivery::deliver, new DeliveryInput(tenant, connection));
    request.add(delivery::wake);
    client.signalWithStart(request);
  }
}
