package dev.syncline.workflows.sync;

import dev.syncline.domain.Category;
import dev.syncline.workflows.RetryPolicy;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The activities of a run with their timeouts and the retries its task declares. */
final class Stages {
  /** A worker that is killed is noticed after this long. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  final FetchActivity fetch;
  final TransformActivity transform;
  final DedupeActivity dedupe;
  final ResolveActivity resolve;
  final UpsertActivity upsert;
  final DeliverActivity deliver;
  final PlanActivity plan;

  Stages(RetryPolicy retry) {
    ActivityOptions options = options(retry.options(), Duration.ofHours(6));
    fetch = Workflow.newActivityStub(FetchActivity.class, options);
    transform = Workflow.newActivityStub(TransformActivity.class, options);
    dedupe = Workflow.newActivityStub(DedupeActivity.class, options);
    resolve = Workflow.newActivityStub(ResolveActivity.class, options);
    upsert = Workflow.newActivityStub(UpsertActivity.class, options);
    plan = Workflow.newActivityStub(PlanActivity.class, options);
    deliver =
        Workflow.newActivityStub(
            DeliverActivity.class, options(retry.options(), Duration.ofDays(3)));
  }

  /** Whether the rows of a window are gone from staging, so that it must begin anew. */
  static boolean stagingLost(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause
        && cause.getType().equals(Category.STAGING_LOST.name());
  }

  /** The run's own bookkeeping never gives up: a run must not stay without an end. */
  static RunActivities bookkeeping() {
    return Workflow.newActivityStub(
        RunActivities.class, options(RetryPolicy.DEFAULT.options(), Duration.ofMinutes(10)));
  }

  /**
   * A cancelled run leaves its activities to themselves: they learn of it by their next heartbeat,
   * as they would if they were asked, and what they still commit is refused. The in-process engine
   * loses a workflow that cancels one activity at work and one about to begin in the same breath.
   */
  private static ActivityOptions options(RetryOptions retry, Duration limit) {
    return ActivityOptions.newBuilder()
        .setCancellationType(ActivityCancellationType.ABANDON)
        .setStartToCloseTimeout(limit)
        .setHeartbeatTimeout(HEARTBEAT)
        .setRetryOptions(retry)
        .build();
  }
}
