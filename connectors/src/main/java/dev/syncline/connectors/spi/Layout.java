package dev.syncline.connectors.spi;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a system fixes of a resource that is written, as it stands there now.
 *
 * @param fields the fields that every record has, and no others
 * @param keyProblem why records cannot be written by the key that was asked about, and what to do;
 *     empty where they can
 */
public record Layout(Set<String> fields, Optional<String> keyProblem) {
  public Layout {
    fields = Collections.unmodifiableSet(new TreeSet<>(fields));
  }
}
