package dev.syncline.control.webhook;

import dev.syncline.store.webhook.PendingResource;
import dev.syncline.store.webhook.WebhookInbox;
import dev.syncline.workflows.FairnessKey;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.webhook.WebhookRef;
import dev.syncline.workflows.webhook.WebhookWorkflow;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Wakes the reading of a resource, after the call was answered and once for a burst of calls. A
 * wake-up that is lost is made up for by {@link #sweep}.
 */
@Component
public class WebhookWaker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebhookWaker.class);
  private static final long GATHER_MILLIS = 100;

  private final WorkflowClient client;
  private final WebhookInbox inbox;
  private final Set<PendingResource> called = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "webhooks"));

  WebhookWaker(WorkflowClient client, WebhookInbox inbox) {
    this.client = client;
    this.inbox = inbox;
  }

  /** Returns at once. */
  void wake(PendingResource resource) {
    if (called.add(resource) && !later.isShutdown()) {
      later.schedule(() -> signal(resource), GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Wakes whatever has something to read, and forgets calls of long ago. */
  public void sweep() {
    inbox.waiting().forEach(this::wake);
    inbox.expire();
  }

  private void signal(PendingResource of) {
    called.remove(of);
    try {
      WebhookWorkflow reading =
          client.newWorkflowStub(
              WebhookWorkflow.class,
              WorkflowOptions.newBuilder()
                  .setTaskQueue(WorkflowIds.TASK_QUEUE)
                  .setWorkflowId(WorkflowIds.webhooks(of.tenant(), of.connection(), of.resource()))
                  .setPriority(FairnessKey.of(of.tenant()))
                  .build());
      BatchRequest request = client.newSignalWithStartRequest();
      request.add(reading::read, new WebhookRef(of.tenant(), of.connection(), of.resource()));
      request.add(reading::wake);
      client.signalWithStart(request);
    } catch (RuntimeException e) {
      log.warn(
          "{} of {} waits for the next sweep: {}", of.resource(), of.connection(), e.toString());
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
  }
}
