package dev.syncline.connectors.spi;

import java.util.List;

/** A target of which neither errors nor refusals tell a secret. */
record DiscreetTarget(Target inside, Redaction redaction) implements Target {

  @Override
  public int batchSize() {
    return inside.batchSize();
  }

  @Override
  public List<WriteOutcome> write(List<WriteCommand> batch) {
    return Discretion.of(redaction, () -> inside.write(batch)).stream()
        .map(this::discreet)
        .toList();
  }

  private WriteOutcome discreet(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Refused refused) {
      return new WriteOutcome.Refused(
          refused.code(), redaction.clean(refused.message()), refused.recoverable());
    }
    if (outcome instanceof WriteOutcome.Stale stale) {
      return new WriteOutcome.Stale(redaction.clean(stale.message()));
    }
    if (outcome instanceof WriteOutcome.Unknown unknown) {
      return new WriteOutcome.Unknown(redaction.clean(unknown.message()));
    }
    return outcome;
  }

  @Override
  public int atOnce() {
    return inside.atOnce();
  }

  @Override
  public boolean canRead() {
    return inside.canRead();
  }

  @Override
  public List<Current> current(List<String> externalIds) {
    return Discretion.of(redaction, () -> inside.current(externalIds));
  }

  @Override
  public boolean repeatable(WriteCommand command) {
    return inside.repeatable(command);
  }

  @Override
  public void close() {
    inside.close();
  }
}
