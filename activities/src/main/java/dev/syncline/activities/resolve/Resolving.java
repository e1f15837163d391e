package dev.syncline.activities.resolve;

import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.definitions.TaskSpec.WriteMode;
import dev.syncline.store.database.Database;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.window.Classifying;
import dev.syncline.store.window.Classifying.Meeting;
import dev.syncline.store.window.LegMeetings;
import dev.syncline.store.window.LegPlanning;
import dev.syncline.workflows.sync.ResolveActivity;
import dev.syncline.workflows.sync.ResolveInput;
import dev.syncline.workflows.sync.ResolveResult;
import dev.syncline.workflows.sync.Staged;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The {@link ResolveActivity}: set-wise in SQL; only rows that meet other values come to Java. */
@Component
public class Resolving implements ResolveActivity {
  private final RunContexts contexts;
  private final Database database;
  private final Staging staging;
  private final Classifying classifying;
  private final LegMeetings legs;
  private final LegPlanning plan;

  public Resolving(
      RunContexts contexts,
      Database database,
      Staging staging,
      Classifying classifying,
      LegMeetings legs,
      LegPlanning plan) {
    this.contexts = contexts;
    this.database = database;
    this.staging = staging;
    this.classifying = classifying;
    this.legs = legs;
    this.plan = plan;
  }

  @Override
  public ResolveResult resolve(ResolveInput input) {
    long begun = System.nanoTime();
    RunContext context = contexts.of(input.window());
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    String decisions =
        Staging.table(Kind.DECISIONS, context.origin().syncId(), input.window().window(), attempt);
    String candidates = input.candidates().table();
    WriteMode mode = context.task().writes();
    long rows =
        database.inTenant(
            context.origin().tenant(),
            () -> {
              staging.requireEpoch(input.candidates().epoch());
              boolean planned = context.twoWay() && plan.underWay(context.origin());
              long classified =
                  classifying.classify(
                      candidates,
                      input.matches().table(),
                      decisions,
                      mode != WriteMode.UPDATE_ONLY,
                      mode != WriteMode.CREATE_ONLY,
                      planned ? context.origin() : null);
              if (context.twoWay()) {
                legs.prepare(context.origin(), candidates, decisions, input.readAt());
                legs.decide(
                    decisions,
                    new LegDecisions(context)
                        .decide(legs.meetings(context.origin(), candidates, decisions, planned)));
                return classified;
              }
              List<Meeting> meetings =
                  classifying.meetings(context.origin(), candidates, decisions);
              if (!meetings.isEmpty()) {
                classifying.decide(decisions, new Meetings(context.task()).decide(meetings));
              }
              return classified;
            });
    if (rows != input.matches().rows()) {
      throw Staging.lost("there are " + rows + " matches in place of " + input.matches().rows());
    }
    return new ResolveResult(
        new Staged(decisions, rows, input.candidates().epoch()),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }
}
