package dev.syncline.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the histories of runs: how much of their time no activity was at work. */
final class Histories implements AutoCloseable {
  private final WorkflowServiceStubs engine;

  Histories(String address) {
    this.engine =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
  }

  /**
   * The engine's share of the latest run under the workflow id: between the workflow's start and
   * its end, the part in which none of its activities was between its start and its completion.
   */
  double engineShare(String workflowId) {
    List<HistoryEvent> events = events(workflowId);
    Map<Long, Instant> started = new HashMap<>();
    List<Spans.Span> work = new ArrayList<>();
    for (HistoryEvent event : events) {
      if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED) {
        started.put(event.getEventId(), time(event.getEventTime()));
      } else if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) {
        long start = event.getActivityTaskCompletedEventAttributes().getStartedEventId();
        Instant from = started.getOrDefault(start, time(event.getEventTime()));
        work.add(new Spans.Span(from, time(event.getEventTime())));
      }
    }
    Instant begin = time(events.get(0).getEventTime());
    Instant end = time(events.get(events.size() - 1).getEventTime());
    double all = Duration.between(begin, end).toNanos();
    return all == 0 ? 0 : 1 - Spans.covered(work).toNanos() / all;
  }

  /**
   * Where the time of the latest run under the workflow id went: waiting for a worker, in
   * activities, and in between; and how often its activities were attempted.
   */
  String waits(String workflowId) {
    List<HistoryEvent> events = events(workflowId);
    Map<Long, Instant> at = new HashMap<>();
    Duration queued = Duration.ZERO;
    Duration worked = Duration.ZERO;
    int attempts = 0;
    for (HistoryEvent event : events) {
      Instant time = time(event.getEventTime());
      at.put(event.getEventId(), time);
      if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED) {
        var started = event.getActivityTaskStartedEventAttributes();
        attempts += started.getAttempt();
        queued = queued.plus(Duration.between(at.get(started.getScheduledEventId()), time));
      } else if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) {
        var completed = event.getActivityTaskCompletedEventAttributes();
        worked = worked.plus(Duration.between(at.get(completed.getStartedEventId()), time));
      }
    }
    Duration all =
        Duration.between(
            time(events.get(0).getEventTime()), time(events.get(events.size() - 1).getEventTime()));
    return "waited %d ms, worked %d ms, engine %d ms, %d attempts"
        .formatted(
            queued.toMillis(),
            worked.toMillis(),
            all.minus(queued).minus(worked).toMillis(),
            attempts);
  }

  private List<HistoryEvent> events(String workflowId) {
    List<HistoryEvent> events = new ArrayList<>();
    ByteString next = ByteString.EMPTY;
    do {
      GetWorkflowExecutionHistoryResponse page =
          engine
              .blockingStub()
              .getWorkflowExecutionHistory(
                  GetWorkflowExecutionHistoryRequest.newBuilder()
                      .setNamespace("default")
                      .setExecution(
                          WorkflowExecution.newBuilder().setWorkflowId(workflowId).build())
                      .setNextPageToken(next)
                      .build());
      events.addAll(page.getHistory().getEventsList());
      next = page.getNextPageToken();
    } while (!next.isEmpty());
    return events;
  }

  private static Instant time(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  @Override
  public void close() {
    engine.shutdownNow();
  }
}
