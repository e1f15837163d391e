package dev.syncline.connectors.spi;

import java.util.List;

/** A target of which neither errors nor refusals tell a secret. */
record RedactingTarget(Target inside, Redaction redaction) implements Target {

  @Override
  public int batchSize() {
    return inside.batchSize();
  }

  @Override
  public List<WriteOutcome> write(List<WriteCommand> batch) {
    return redaction.guard(() -> inside.write(batch)).stream()
        .map(outcome -> outcome.without(redaction))
        .toList();
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
    return redaction.guard(() -> inside.current(externalIds));
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
