package dev.syncline.definitions;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Countries as ISO 3166-1 alpha-2 names them. */
public final class Regions {
  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  private Regions() {}

  /** What is wrong with a code, or empty. */
  public static Optional<String> problem(String code) {
    return CODES.contains(code.toUpperCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("must be a country's two letters such as DE");
  }
}
