package dev.syncline.activities.fairness;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.List;

/**
 * Has the stages that keep processors busy wait for a place at the {@link Workbench}. Reads know
 * best whether they wait for others, and take theirs themselves.
 */
public final class OwnWork extends WorkerInterceptorBase {
  private static final List<String> STAGES =
      List.of("Transform", "Restore", "Dedupe", "Resolve", "Upsert", "RemovePlanned");

  private final Workbench workbench;

  public OwnWork(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Stage(next);
  }

  private final class Stage extends ActivityInboundCallsInterceptorBase {
    private ActivityInfo activity;

    @SuppressWarnings("NullAway.Init") // the engine calls init before execute
    Stage(ActivityInboundCallsInterceptor next) {
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
      int stage = 1 + STAGES.indexOf(activity.getActivityType());
      if (id.length < 3 || stage == 0) {
        return super.execute(input);
      }
      try (Workbench.Place place = workbench.take(id[1], stage)) {
        return super.execute(input);
      }
    }
  }
}
