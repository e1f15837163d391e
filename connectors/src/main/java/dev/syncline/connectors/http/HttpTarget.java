package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** One resource written call by call, several calls at once. */
final class HttpTarget implements Target {
  /** Enough for the lanes to even out; few enough that an attempt's end is noted soon. */
  private static final int COMMANDS_A_LANE = 16;

  private final WriteSpec spec;
  private final OneWrite writes;
  private final Lookup lookup;
  private final Standing standing;
  private final Lanes lanes;
  private final Runnable heartbeat;

  HttpTarget(
      WriteSpec spec,
      OneWrite writes,
      Lookup lookup,
      Standing standing,
      Lanes lanes,
      Runnable heartbeat) {
    this.spec = spec;
    this.writes = writes;
    this.lookup = lookup;
    this.standing = standing;
    this.lanes = lanes;
    this.heartbeat = heartbeat;
  }

  @Override
  public boolean canRead() {
    return standing.readable();
  }

  @Override
  public List<Current> current(List<String> externalIds) {
    AtomicReferenceArray<Optional<Current>> found = new AtomicReferenceArray<>(externalIds.size());
    List<Runnable> looks = new ArrayList<>(externalIds.size());
    for (int i = 0; i < externalIds.size(); i++) {
      int at = i;
      looks.add(() -> found.set(at, standing.of(externalIds.get(at))));
    }
    lanes.run(looks, heartbeat);
    List<Current> all = new ArrayList<>(externalIds.size());
    for (int i = 0; i < externalIds.size(); i++) {
      Objects.requireNonNull(found.get(i)).ifPresent(all::add);
    }
    return all;
  }

  /**
   * A creation is not, where neither a key nor a lookup keeps a second one off, and neither is the
   * deletion of a record whose id nobody knows.
   */
  @Override
  public boolean repeatable(WriteCommand command) {
    if (command.externalId() != null) {
      return true;
    }
    WriteSpec.Action create = spec.create();
    return command.kind() == Kind.DELETE
        ? command.fields().hasNonNull(spec.idField())
        : create == null || create.repeatable() || lookup.possible(command.fields());
  }

  @Override
  public int batchSize() {
    return lanes.open() * COMMANDS_A_LANE;
  }

  @Override
  public int atOnce() {
    return lanes.open();
  }

  @Override
  public List<WriteOutcome> write(List<WriteCommand> batch) {
    return new Batch(batch, writes, lookup, lanes).write(heartbeat);
  }
}
