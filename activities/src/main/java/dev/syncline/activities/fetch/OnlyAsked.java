package dev.syncline.activities.fetch;

import dev.syncline.activities.mapping.RecordMapping;
import dev.syncline.connectors.spi.RecordSink;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets through the records that were asked for, from a source that may give others as well. */
public final class OnlyAsked implements RecordSink {
  private final Set<String> asked;
  private final RecordMapping mapping;
  private final RecordSink into;
  private long others;

  public OnlyAsked(List<String> asked, RecordMapping mapping, RecordSink into) {
    this.asked = new HashSet<>(asked);
    this.mapping = mapping;
    this.into = into;
  }

  @Override
  public void record(byte[] json, int offset, int length, long where) {
    String id = mapping.externalId(json, offset, length);
    if (id == null || asked.contains(id)) {
      into.record(json, offset, length, where);
    } else {
      others++;
    }
  }

  @Override
  public void bad(
      @Nullable String externalId, String payload, String where, String code, String message) {
    if (externalId == null || asked.contains(externalId)) {
      into.bad(externalId, payload, where, code, message);
    } else {
      others++;
    }
  }

  /** How many were not asked for. */
  long others() {
    return others;
  }
}
