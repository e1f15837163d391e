package dev.syncline.definitions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which source records count: those whose field {@code status} is one of the given, and whose
 * modification time lies in the range, start included, end excluded.
 */
public record FilterSpec(List<String> status, @Nullable Instant start, @Nullable Instant end) {
  public static final FilterSpec NONE = new FilterSpec(List.of(), null, null);

  public FilterSpec {
    status = List.copyOf(status);
  }

  public boolean all() {
    return status.isEmpty() && start == null && end == null;
  }
}
