package dev.syncline.control.webhook;

import dev.syncline.control.run.RunStarter;
import dev.syncline.control.run.StartRequest;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.webhook.PendingReads;
import dev.syncline.store.webhook.PendingReads.Batch;
import dev.syncline.store.webhook.PendingResource;
import dev.syncline.workflows.webhook.WebhookStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has records read again that other systems called about: one run at a time for each resource, of
 * all that wait. Each step can be repeated: what was taken stays taken, and the run that reads it
 * carries a key of its own.
 */
@Component
public class Rereading {
  private static final Logger log = LoggerFactory.getLogger(Rereading.class);
  private static final int RECORDS_A_RUN = 1_000;
  private static final int ATTEMPTS = 5;
  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration BUSY = Duration.ofSeconds(1);

  private final PendingReads pending;
  private final ReadingTasks tasks;
  private final RunStarter starter;
  private final Runs runs;

  Rereading(PendingReads pending, ReadingTasks tasks, RunStarter starter, Runs runs) {
    this.pending = pending;
    this.tasks = tasks;
    this.starter = starter;
    this.runs = runs;
  }

  /** Settles a run that has ended, starts one where something waits, and tells what is left. */
  public WebhookStep advance(PendingResource of) {
    Optional<Batch> atWork = pending.reading(of);
    UUID syncId = atWork.map(Batch::syncId).orElse(null);
    if (syncId != null) {
      return settle(of, syncId);
    }
    Optional<Batch> next = atWork.isPresent() ? atWork : pending.take(of, RECORDS_A_RUN);
    return next.map(batch -> start(of, batch)).orElse(WebhookStep.NOTHING_LEFT);
  }

  private WebhookStep settle(PendingResource of, UUID syncId) {
    Optional<RunStatus> status = runs.find(of.tenant(), syncId).map(RunRow::status);
    if (status.filter(RunStatus::open).isPresent()) {
      return WebhookStep.after(SOON);
    }
    if (status.filter(s -> s != RunStatus.FAILED && s != RunStatus.CANCELLED).isPresent()) {
      pending.done(of);
    } else {
      pending.failed(of, ATTEMPTS);
    }
    return WebhookStep.after(Duration.ofMillis(1));
  }

  private WebhookStep start(PendingResource of, Batch batch) {
    List<StoredTask> readers = tasks.reading(of.tenant(), of.connection(), of.resource());
    if (readers.isEmpty()) {
      log.info("nothing reads {} of {} any more", of.resource(), of.connection());
      pending.done(of);
      return WebhookStep.after(SOON);
    }
    try {
      pending.started(of, starter.start(request(of, batch), readers).syncId());
      return WebhookStep.after(SOON);
    } catch (SynclineException e) {
      return refused(of, e);
    }
  }

  private WebhookStep refused(PendingResource of, SynclineException e) {
    if (e.category().retryable()) {
      throw e;
    }
    switch (e.code()) {
      case "DUPLICATE_REQUEST" -> {
        // An earlier attempt started it and died before it could say so.
        pending.started(of, UUID.fromString(String.valueOf(e.details().get("sync_id"))));
        return WebhookStep.after(SOON);
      }
      case "SYNC_IN_PROGRESS" -> {
        pending.release(of);
        return WebhookStep.after(BUSY);
      }
      default -> {
        log.warn("{} of {} cannot be read: {}", of.resource(), of.connection(), e.getMessage());
        pending.failed(of, ATTEMPTS);
        return WebhookStep.after(SOON);
      }
    }
  }

  private static StartRequest request(PendingResource of, Batch batch) {
    boolean named = !batch.ids().isEmpty();
    return new StartRequest(
        of.tenant(),
        null,
        null,
        named ? SyncMode.FULL : SyncMode.INCREMENTAL,
        TriggerKind.WEBHOOK,
        false,
        new RunRequest(List.of(), null, null, batch.ids(), List.of()),
        String.join(
            "/",
            "webhook",
            of.connection(),
            of.resource(),
            Long.toString(batch.event()),
            Integer.toString(batch.attempt())));
  }
}
