package dev.syncline.connectors.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source of which neither errors nor cursors tell a secret. */
record RedactingSource(Source inside, Redaction redaction) implements Source {

  @Override
  public Page read(ReadRequest request, RecordSink sink) {
    ReadRequest unveiled = request.at(redaction.unveil(request.cursor()));
    Page page = redaction.guard(() -> inside.read(unveiled, new RedactingSink(sink)));
    return new Page(redaction.veil(page.cursor()), page.done(), page.total(), page.fraction());
  }

  @Override
  public List<String> defaultKey() {
    return redaction.guard(inside::defaultKey);
  }

  @Override
  public Optional<String> defaultModified() {
    return redaction.guard(inside::defaultModified);
  }

  @Override
  public Optional<Set<String>> fields() {
    return redaction.guard(inside::fields);
  }

  @Override
  public boolean canGet() {
    return inside.canGet();
  }

  @Override
  public boolean asksSince() {
    return inside.asksSince();
  }

  @Override
  public boolean asksUntil() {
    return inside.asksUntil();
  }

  @Override
  public boolean asksStatus(List<String> statuses) {
    return inside.asksStatus(statuses);
  }

  @Override
  public void get(List<String> externalIds, RecordSink sink) {
    redaction.guard(
        () -> {
          inside.get(externalIds, new RedactingSink(sink));
          return true;
        });
  }

  @Override
  public boolean local() {
    return inside.local();
  }

  @Override
  public boolean mayShift() {
    return inside.mayShift();
  }

  @Override
  public void close() {
    inside.close();
  }

  /** Records are the user's data and go through as they are; what is said of them does not. */
  private final class RedactingSink implements RecordSink {
    private final RecordSink sink;

    RedactingSink(RecordSink sink) {
      this.sink = sink;
    }

    @Override
    public void record(byte[] json, int offset, int length, long where) {
      sink.record(json, offset, length, where);
    }

    @Override
    public void bad(
        @Nullable String externalId, String payload, String where, String code, String message) {
      sink.bad(externalId, payload, redaction.clean(where), code, redaction.clean(message));
    }
  }
}
