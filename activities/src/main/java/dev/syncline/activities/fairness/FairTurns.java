package dev.syncline.activities.fairness;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends an activity back for a moment whose tenant has its share of the worker's slots, so that
 * windows and waits of one tenant never take them all. Engines that know fairness keys also hand
 * out what waits in turn; this holds with every engine. The first and the last step of a run are
 * short and always taken.
 */
public final class FairTurns extends WorkerInterceptorBase {
  private static final Set<String> KINDS = Set.of("sync", "project", "deliver");
  private static final Set<String> ALWAYS = Set.of("Begin", "Finish");
  private static final long FIRST_MILLIS = 100;
  private static final int MOST_DOUBLINGS = 6;

  private final Map<String, Integer> slots;
  private final Clock clock;
  private final Map<String, TenantShares> shares = new ConcurrentHashMap<>();

  /**
   * @param slots how many activities a worker takes at a time, by task queue
   */
  public FairTurns(Map<String, Integer> slots, Clock clock) {
    this.slots = Map.copyOf(slots);
    this.clock = clock;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Turn(next);
  }

  private final class Turn extends ActivityInboundCallsInterceptorBase {
    private ActivityInfo activity;

    @SuppressWarnings("NullAway.Init") // the engine calls init before execute
    Turn(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      this.activity = context.getInfo();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      String[] id = activity.getWorkflowId().split("/", 3);
      Integer size = slots.get(activity.getActivityTaskQueue());
      if (size == null
          || id.length < 3
          || !KINDS.contains(id[0])
          || ALWAYS.contains(activity.getActivityType())) {
        return super.execute(input);
      }
      TenantShares queue =
          shares.computeIfAbsent(activity.getActivityTaskQueue(), name -> new TenantShares(size));
      if (!queue.enter(id[1], clock.millis())) {
        throw later();
      }
      try {
        return super.execute(input);
      } finally {
        queue.leave(id[1]);
      }
    }

    private ApplicationFailure later() {
      long pause = FIRST_MILLIS << Math.min(activity.getAttempt(), MOST_DOUBLINGS);
      return ApplicationFailure.newBuilder()
          .setMessage("the tenant has its share of this worker")
          .setType("TENANT_SHARE")
          .setNextRetryDelay(
              Duration.ofMillis(pause / 2 + ThreadLocalRandom.current().nextLong(pause)))
          .build();
    }
  }
}
