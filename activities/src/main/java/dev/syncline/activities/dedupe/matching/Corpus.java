package dev.syncline.activities.dedupe.matching;

import java.util.HashMap;
import java.util.Map;

/** How many of the texts of a field each word stands in: rare words say more. */
final class Corpus {
  private final Map<String, Integer> documents;
  private int size;

  Corpus() {
    this(new HashMap<>(), 0);
  }

  Corpus(Map<String, Integer> documents, int size) {
    this.documents = documents;
    this.size = size;
  }

  void add(String[] words) {
    size++;
    for (String word : words) {
      documents.merge(word, 1, Integer::sum);
    }
  }

  /** The word's weight: the logarithm of how rare it is. */
  double weight(String word) {
    return Math.log(1 + (size + 1.0) / documents.getOrDefault(word, 1));
  }

  int frequency(String word) {
    return documents.getOrDefault(word, 1);
  }

  int size() {
    return size;
  }

  Map<String, Integer> documents() {
    return documents;
  }
}
