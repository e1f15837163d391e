package dev.syncline.activities.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes a person's name apart: {@code Dr. Anna Maria van der Berg Jr.} or {@code Berg, Anna}. Parts
 * that a name has not are absent.
 */
final class PersonName {
  private static final Set<String> TITLES =
      Set.of("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "herr", "frau");
  private static final Set<String> SUFFIXES =
      Set.of("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq");
  private static final Set<String> PARTICLES =
      Set.of("van", "von", "der", "den", "de", "da", "di", "del", "della", "la", "le", "al", "bin");

  private PersonName() {}

  static Map<String, String> split(String text) {
    Map<String, String> parts = new HashMap<>();
    String name = text.strip();
    int comma = name.indexOf(',');
    String afterComma = comma < 0 ? "" : name.substring(comma + 1).strip();
    if (comma > 0 && !afterComma.isEmpty() && !isOneOf(SUFFIXES, afterComma)) {
      given(words(afterComma), parts);
      put(parts, "last", List.of(name.substring(0, comma).strip()));
      return parts;
    }
    List<String> words = words(name.replace(',', ' '));
    while (words.size() > 1 && isOneOf(SUFFIXES, words.get(words.size() - 1))) {
      parts.merge(
          "suffix", words.remove(words.size() - 1), (later, earlier) -> earlier + " " + later);
    }
    takeTitles(words, parts);
    int last = lastNameStart(words);
    put(parts, "last", words.subList(last, words.size()));
    given(new ArrayList<>(words.subList(0, last)), parts);
    return parts;
  }

  /** The last word, with the particles before it; a single word is a first name. */
  private static int lastNameStart(List<String> words) {
    if (words.size() < 2) {
      return words.size();
    }
    int start = words.size() - 1;
    while (start > 1 && isOneOf(PARTICLES, words.get(start - 1))) {
      start--;
    }
    return start;
  }

  private static void given(List<String> words, Map<String, String> parts) {
    takeTitles(words, parts);
    put(parts, "first", words.subList(0, Math.min(1, words.size())));
    put(parts, "middle", words.subList(Math.min(1, words.size()), words.size()));
  }

  private static void takeTitles(List<String> words, Map<String, String> parts) {
    while (words.size() > 1 && isOneOf(TITLES, words.get(0))) {
      parts.merge("title", words.remove(0), (earlier, later) -> earlier + " " + later);
    }
  }

  private static void put(Map<String, String> parts, String part, List<String> words) {
    if (!words.isEmpty()) {
      parts.put(part, String.join(" ", words));
    }
  }

  private static List<String> words(String text) {
    return new ArrayList<>(
        Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList());
  }

  private static boolean isOneOf(Set<String> known, String word) {
    return known.contains(word.replace(".", "").toLowerCase(Locale.ROOT));
  }
}
