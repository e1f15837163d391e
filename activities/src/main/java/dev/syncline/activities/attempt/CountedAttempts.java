package dev.syncline.activities.attempt;

import dev.syncline.activities.run.RunContexts;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.DatabaseTrouble;
import dev.syncline.workflows.RetryPolicy;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a failed activity means. Trouble of another system is retried as often as the task
 * declares, with its pauses and jitter; trouble of our own database without limit; anything else is
 * final. Every activity runs with a {@link Pulse}.
 */
public final class CountedAttempts extends WorkerInterceptorBase {
  private static final Logger log = LoggerFactory.getLogger(CountedAttempts.class);
  private static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);

  private final RunContexts runs;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          1,
          task -> {
            Thread thread = new Thread(task, "pulse");
            thread.setDaemon(true);
            return thread;
          });

  public CountedAttempts(RunContexts runs) {
    this.runs = runs;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Attempt(next);
  }

  private final class Attempt extends ActivityInboundCallsInterceptorBase {
    private ActivityExecutionContext context;

    @SuppressWarnings("NullAway.Init") // the engine calls init before execute
    Attempt(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext executionContext) {
      this.context = executionContext;
      super.init(executionContext);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      Attempts before = context.getHeartbeatDetails(Attempts.class).orElse(Attempts.NONE);
      try (Pulse pulse = Pulse.start(context, before, timer)) {
        try {
          return super.execute(input);
        } catch (ActivityCompletionException e) {
          throw e;
        } catch (RuntimeException e) {
          throw meaning(e, before, pulse, input.getArguments());
        }
      }
    }

    private ApplicationFailure meaning(
        RuntimeException thrown, Attempts before, Pulse pulse, Object[] arguments) {
      RetryPolicy policy = runs.policyFor(arguments);
      SynclineException trouble = categorised(thrown);
      String activity = context.getInfo().getActivityType();
      if (trouble.category() == Category.DATABASE) {
        log.warn("{} waits for the database: {}", activity, root(thrown));
        return retry(trouble, jittered(DATABASE_PAUSE));
      }
      if (!trouble.category().retryable()) {
        if (trouble.category() == Category.INTERNAL) {
          log.error("{} failed unexpectedly", activity, thrown);
        }
        return last(trouble, trouble.getMessage());
      }
      int failures = before.failures() + 1;
      if (failures > policy.maxAttempts()) {
        return last(trouble, trouble.getMessage() + " (after " + failures + " attempts)");
      }
      pulse.leave(new Attempts(failures));
      Duration pause = policy.pause(failures, ThreadLocalRandom.current().nextDouble());
      Duration asked = trouble.retryAfter().orElse(Duration.ZERO);
      runs.retried(arguments, activity, failures + 1, trouble.getMessage());
      log.info("{} tries again ({}): {}", activity, failures, trouble.getMessage());
      return retry(trouble, asked.compareTo(pause) > 0 ? asked : pause);
    }

    private ApplicationFailure last(SynclineException trouble, String message) {
      return ApplicationFailure.newNonRetryableFailure(
          message, trouble.code(), trouble.category().name());
    }

    private ApplicationFailure retry(SynclineException trouble, Duration pause) {
      return ApplicationFailure.newBuilder()
          .setMessage(trouble.getMessage())
          .setType(trouble.code())
          .setNextRetryDelay(pause)
          .build();
    }
  }

  private static SynclineException categorised(RuntimeException thrown) {
    if (thrown instanceof SynclineException known) {
      return known;
    }
    if (DatabaseTrouble.concerns(thrown)) {
      return DatabaseTrouble.translate(thrown);
    }
    return SynclineException.of(
            Category.INTERNAL, "an unexpected error: " + thrown.getClass().getSimpleName())
        .because(thrown);
  }

  private static Duration jittered(Duration pause) {
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis()));
  }

  private static String root(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
