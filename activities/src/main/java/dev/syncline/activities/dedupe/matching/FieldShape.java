package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.CalendarDay;
import dev.syncline.activities.dedupe.similarity.Normal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What a field's values look like, for fields whose name says nothing.
 *
 * @param filled how many records have a value
 * @param distinct how many different values there are
 * @param words words a value, on average
 * @param shortNumbers whether all are numbers of at most two digits
 * @param years whether all are years of our time
 */
record FieldShape(
    int filled,
    int distinct,
    double words,
    double numbers,
    double dates,
    double codes,
    boolean shortNumbers,
    boolean years) {
  private static final int MOST_CATEGORIES = 60;

  static FieldShape of(String field, Collection<MatchRow> sample) {
    Set<String> seen = new HashSet<>();
    int filled = 0;
    int words = 0;
    int numbers = 0;
    int dates = 0;
    int codes = 0;
    int longest = 0;
    int years = 0;
    for (MatchRow row : sample) {
      String raw = row.values().get(field);
      String text = Normal.text(raw);
      if (raw == null || text.isEmpty()) {
        continue;
      }
      filled++;
      seen.add(text);
      longest = Math.max(longest, text.length());
      words += text.split(" ").length;
      String trimmed = raw.strip();
      years += trimmed.matches("(1[89]|20)\\d\\d(\\.0)?") ? 1 : 0;
      numbers += trimmed.matches("-?[\\d,]+(\\.\\d+)?") ? 1 : 0;
      CalendarDay day = trimmed.length() < 8 ? null : CalendarDay.of(trimmed);
      dates += day != null && day.day() != null ? 1 : 0;
      codes += text.indexOf(' ') < 0 && !Normal.digits(text).isEmpty() ? 1 : 0;
    }
    double of = Math.max(1, filled);
    return new FieldShape(
        filled,
        seen.size(),
        words / of,
        numbers / of,
        dates / of,
        codes / of,
        numbers == filled && longest <= 2,
        years == filled);
  }

  /**
   * The role that such values have. Values that all differ and are no words are some system's ids.
   */
  Role role() {
    if (filled == 0 || distinct < 2) {
      return Role.IGNORED;
    }
    if (dates > 0.8) {
      return Role.DATE;
    }
    if (words > 8) {
      return Role.PROSE;
    }
    if (years || shortNumbers) {
      return years ? Role.YEAR : Role.CATEGORY;
    }
    boolean allDiffer = distinct > 0.98 * filled;
    if (numbers > 0.8 || codes > 0.8) {
      return allDiffer
          ? Role.IGNORED
          : numbers > 0.8 && distinct < 0.5 * filled ? Role.NUMBER : Role.CODE;
    }
    return distinct <= Math.max(3, Math.min(MOST_CATEGORIES, 0.05 * filled))
        ? Role.CATEGORY
        : Role.WORDS;
  }
}
