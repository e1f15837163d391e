package dev.syncline.workflows.sync;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.workflows.RetryPolicy;
import dev.syncline.workflows.RunRef;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The stages of a run, recorded: what they answer is scripted, and each call leaves a line. */
final class RecordingStages
    implements RunActivities,
        FetchActivity,
        TransformActivity,
        DedupeActivity,
        ResolveActivity,
        UpsertActivity,
        DeliverActivity {
  static final UUID EPOCH = new UUID(0, 1);

  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<FinishInput> ends = new CopyOnWriteArrayList<>();
  final List<UpsertInput> committed = new CopyOnWriteArrayList<>();

  /** How often each of these calls still fails, and how. */
  private final Map<String, List<ApplicationFailure>> troubles = new ConcurrentHashMap<>();

  /** Calls that begin and then wait to be released. */
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

  private final Map<String, CountDownLatch> reached = new ConcurrentHashMap<>();

  int windows = 1;
  int perWindow = 10;
  int overtaken;
  boolean outbox;
  volatile RunPlan plan = plan(1, null, false, 0);

  static RunPlan plan(int window, String cursor, boolean readDone, long processed) {
    return new RunPlan(
        window,
        cursor,
        readDone,
        processed,
        100,
        Duration.ZERO,
        false,
        List.of(),
        RetryPolicy.DEFAULT);
  }

  RecordingStages failing(String call, Category category) {
    troubles
        .computeIfAbsent(call, c -> new CopyOnWriteArrayList<>())
        .add(
            ApplicationFailure.newNonRetryableFailure(
                "scripted", category.name(), category.name()));
    return this;
  }

  /** The call begins and waits; {@link #release} lets it go on. */
  void hold(String call) {
    held.put(call, new CountDownLatch(1));
    reached.put(call, new CountDownLatch(1));
  }

  void awaitReached(String call) throws InterruptedException {
    reached.get(call).await();
  }

  void release(String call) {
    held.get(call).countDown();
  }

  private void enter(String call) {
    calls.add(call);
    List<ApplicationFailure> trouble = troubles.getOrDefault(call, List.of());
    if (!trouble.isEmpty()) {
      throw trouble.remove(0);
    }
    CountDownLatch latch = held.get(call);
    if (latch != null) {
      reached.get(call).countDown();
      await(latch);
    }
  }

  /** No heartbeat on the way: the test engine loses its thread where one meets a cancellation. */
  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets everything that is held go on. */
  void releaseAll() {
    held.values().forEach(CountDownLatch::countDown);
  }

  @Override
  public RunPlan begin(RunRef run) {
    enter("begin");
    return plan;
  }

  @Override
  public void finish(FinishInput input) {
    enter("finish");
    ends.add(input);
  }

  @Override
  public FetchResult fetch(FetchInput input) {
    int window = input.window().window();
    enter("fetch " + window + " from " + input.cursor());
    boolean done = window >= windows;
    return new FetchResult(
        new Staged("raw-" + window, perWindow, EPOCH),
        done ? null : "after-" + window,
        done,
        (long) windows * perWindow,
        null,
        1);
  }

  @Override
  public TransformResult transform(TransformInput input) {
    enter("transform " + input.window().window());
    return new TransformResult(
        new Staged("candidates-" + input.window().window(), input.raw().rows(), EPOCH),
        null,
        1,
        null);
  }

  @Override
  public DedupeResult dedupe(DedupeInput input) {
    enter("dedupe " + input.window().window());
    return new DedupeResult(new Staged("matches-" + input.window().window(), perWindow, EPOCH), 1);
  }

  @Override
  public ResolveResult resolve(ResolveInput input) {
    enter("resolve " + input.window().window());
    return new ResolveResult(
        new Staged("decisions-" + input.window().window(), perWindow, EPOCH), 1);
  }

  @Override
  public UpsertResult upsert(UpsertInput input) {
    int window = input.window().window();
    enter("upsert " + window);
    if (overtaken > 0) {
      overtaken--;
      return new UpsertResult(Counts.ZERO, true, 0);
    }
    committed.add(input);
    plan =
        new RunPlan(
            window + 1,
            input.cursor(),
            input.done(),
            (long) window * perWindow,
            plan.windowSize(),
            plan.pause(),
            plan.deletes(),
            plan.targets(),
            plan.retry());
    return new UpsertResult(
        new Counts(perWindow, perWindow, 0, 0, 0, 0, 0, 0, 0), false, outbox ? 1 : 0);
  }

  @Override
  public UpsertResult removeMissing(WindowRef window) {
    enter("removeMissing " + window.window());
    return new UpsertResult(Counts.ZERO, false, 0);
  }

  @Override
  public void wake(RunRef run, List<String> connections) {
    enter("wake " + connections);
  }

  @Override
  public void awaitDelivered(RunRef run) {
    enter("awaitDelivered");
  }

  List<String> callsOf(String prefix) {
    List<String> some = new ArrayList<>(calls);
    some.removeIf(call -> !call.startsWith(prefix));
    return some;
  }
}
