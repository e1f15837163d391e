package dev.syncline.activities.run;

import dev.syncline.activities.mapping.RecordMapping;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.NamedFields;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.window.PastDerivations.Given;
import dev.syncline.store.window.WindowCommit.TargetResource;
import dev.syncline.store.window.WindowOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of a run know of it. It is the same for as long as the run lasts.
 *
 * @param whole the task as it was written
 * @param task as it reads this leg: {@link Leg#view}
 * @param leg the system whose windows these are
 * @param legs all systems that the run reads
 * @param mapping compiled once a run
 * @param ids the external ids that are asked of this leg's system, where the run asks for some
 * @param since read only what changed at or after this; null for all
 * @param fingerprint of the mapping
 * @param given what the source's rows gave besides their own records before this run
 * @param met the keys that its windows had so far, as this process knows them
 */
public record RunContext(
    WindowOrigin origin,
    TaskSpec task,
    TaskSpec whole,
    SyncMode mode,
    boolean dryRun,
    RunRequest request,
    TriggerKind trigger,
    RecordMapping mapping,
    List<String> ids,
    @Nullable Instant since,
    Instant startedAt,
    String fingerprint,
    Given given,
    Leg leg,
    List<Leg> legs,
    SeenKeys met) {
  /** Some systems ask in whole seconds, and some take since for after. */
  private static final Duration GRAIN = Duration.ofSeconds(1);

  public RunContext {
    ids = List.copyOf(ids);
    legs = List.copyOf(legs);
  }

  /** The time since which changes are asked of the source, where it can tell; null for all. */
  public @Nullable Instant asksSince() {
    return Stream.of(
            Optional.ofNullable(since),
            Optional.ofNullable(request.start()).map(start -> start.minus(GRAIN)),
            Optional.ofNullable(task.source().filter().start()).map(start -> start.minus(GRAIN)))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElse(null);
  }

  /** The time until which changes are asked of the source, where it can tell; null for all. */
  public @Nullable Instant asksUntil() {
    return Stream.of(
            Optional.ofNullable(request.end()), Optional.ofNullable(task.source().filter().end()))
        .flatMap(Optional::stream)
        .map(end -> end.plus(GRAIN))
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** The statuses that are asked of the source, where it can tell; empty for all. */
  public List<String> asksStatuses() {
    List<String> declared = task.source().filter().status();
    if (declared.isEmpty() || request.status().isEmpty()) {
      return declared.isEmpty() ? request.status() : declared;
    }
    List<String> both = declared.stream().filter(request.status()::contains).toList();
    return both.isEmpty() ? declared : both;
  }

  /** Whether the run looks at the whole source, so that what it does not meet is gone. */
  public boolean complete() {
    return since == null && !request.partial() && task.source().filter().all();
  }

  /** Whether records that the read does not meet are removed. */
  public boolean removesMissing() {
    boolean tells = (mode == SyncMode.FULL && complete()) || calledAbout();
    return task.deletes() == TaskSpec.Deletes.PROPAGATE && tells;
  }

  /**
   * Whether the source itself called about each of these records: one that it does not have any
   * more is gone, while of the ids that a person names nothing is concluded.
   */
  public boolean calledAbout() {
    return calledAbout(trigger, request);
  }

  static boolean calledAbout(TriggerKind trigger, RunRequest request) {
    return trigger == TriggerKind.WEBHOOK && named(request);
  }

  private static boolean named(RunRequest request) {
    return !request.ids().isEmpty();
  }

  /** Whether the run asks for certain records alone; of this leg's system these may be none. */
  public boolean named() {
    return named(request);
  }

  /** Whether somebody asks afterwards which records the read has met. */
  public boolean remembersKeys() {
    return removesMissing() || named();
  }

  /** Whether its source records give more than their own records, or did: derived, references. */
  public boolean gives() {
    return refers() || !derived().isEmpty();
  }

  /** The entities of derived records, those that the task has no entry for any more included. */
  public Set<String> derived() {
    Set<String> entities = new TreeSet<>(given.derived());
    task.derive().forEach(entry -> entities.add(entry.entity()));
    return entities;
  }

  /** Whether its source records refer to others, or did. */
  public boolean refers() {
    return !task.references().isEmpty() || given.references();
  }

  /** The fields of this leg's system that the task names. */
  public List<NamedFields.Named> namedFields() {
    return leg.index() == 0
        ? NamedFields.ofSource(whole)
        : NamedFields.ofDelivery(whole, leg.index() - 1);
  }

  /** Whether the systems are written what the others changed, the source too. */
  public boolean twoWay() {
    return task.direction() == TaskSpec.Direction.TWO_WAY;
  }

  /**
   * Whether rows that look as they did when they were last merged may be taken for unchanged ones
   * before they are mapped.
   */
  public boolean recognizes() {
    return twoWay() && complete() && !dryRun && !gives();
  }

  /** Whether no system is read after this one. */
  public boolean lastLeg() {
    return leg.index() == legs.get(legs.size() - 1).index();
  }

  /** The resources the run's records are delivered to. */
  public List<TargetResource> targets() {
    if (twoWay()) {
      return Leg.of(whole).stream()
          .map(l -> new TargetResource(l.connection(), l.resource()))
          .toList();
    }
    return task.deliver().stream()
        .map(d -> new TargetResource(d.connection(), d.resource()))
        .toList();
  }
}
