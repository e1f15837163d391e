package dev.syncline.control.notification;

import dev.syncline.store.notification.Notices;
import dev.syncline.workflows.FairnessKey;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.notification.NotificationInput;
import dev.syncline.workflows.notification.NotificationWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts the telling of a task's ends, or wakes the one that sleeps. */
@Component
public class NotificationWaker {
  private static final Logger log = LoggerFactory.getLogger(NotificationWaker.class);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final WorkflowClient client;
  private final Notices notices;
  private final QuietTime quiet;
  private final Clock clock;

  public NotificationWaker(WorkflowClient client, Notices notices, QuietTime quiet, Clock clock) {
    this.client = client;
    this.notices = notices;
    this.quiet = quiet;
    this.clock = clock;
  }

  /** Wakes whatever has something to tell by now: what a process that died left behind too. */
  public void sweep() {
    notices
        .waiting(clock.instant(), quiet.length())
        .forEach(waiting -> signal(waiting.tenant(), waiting.task()));
  }

  /**
   * Waits, but not for long, until what is to be told was tried once: a process that ends with its
   * run would leave it to the next one.
   */
  public void awaitTold(Duration longest) {
    long until = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < until && notices.untold(clock.instant())) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Tells of a run that just ended. Never the run's trouble: the sweep comes by later. */
  public void wake(String tenant, String task) {
    try {
      if (notices.any(tenant, task)) {
        signal(tenant, task);
      }
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.info("the notification of {} waits for the next sweep: {}", task, e.getMessage());
    }
  }

  private void signal(String tenant, String task) {
    NotificationWorkflow telling =
        client.newWorkflowStub(
            NotificationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(WorkflowIds.TASK_QUEUE)
                .setWorkflowId(WorkflowIds.notification(tenant, task))
                .setPriority(FairnessKey.of(tenant))
                .build());
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(telling::tell, new NotificationInput(tenant, task));
    request.add(telling::wake);
    client.signalWithStart(request);
  }
}
