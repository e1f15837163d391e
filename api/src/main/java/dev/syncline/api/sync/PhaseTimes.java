package dev.syncline.api.sync;

import dev.syncline.store.run.RunRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The time that the phases of runs took, in milliseconds. Phases overlap: a window is read while
 * the one before is saved.
 */
final class PhaseTimes {
  private static final List<String> PHASES =
      List.of("fetching", "transforming", "matching", "saving", "delivering");

  private PhaseTimes() {}

  static Map<String, Long> of(List<RunRow> parts) {
    Map<String, Long> times = new LinkedHashMap<>();
    for (RunRow part : parts) {
      JsonNode measured = JsonMapper.shared().readTree(part.phaseMillis());
      PHASES.stream()
          .filter(measured::has)
          .forEach(phase -> times.merge(phase, measured.get(phase).asLong(), Long::sum));
    }
    return times;
  }
}
