package dev.syncline.activities.dedupe.matching;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of things are matched: decides what names mean, which keys records meet by and the
 * scores from which a match is merged or reviewed.
 */
public enum Preset {
  PERSON(0.90, 0.50, false),
  ORGANIZATION(0.90, 0.50, true),
  PRODUCT(0.50, 0.20, true),
  PLACE(0.80, 0.40, true),
  PUBLICATION(0.80, 0.40, true);

  /** What people are not described by: there such a name means something else. */
  private static final Set<Role> NOT_OF_PEOPLE =
      EnumSet.of(Role.AUTHORS, Role.VENUE, Role.PAGES, Role.BRAND, Role.MODEL, Role.PRICE);

  private final double mergeAt;
  private final double reviewAt;
  private final boolean catalogue;

  Preset(double mergeAt, double reviewAt, boolean catalogue) {
    this.mergeAt = mergeAt;
    this.reviewAt = reviewAt;
    this.catalogue = catalogue;
  }

  public static Preset of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The score from which a match is merged by itself. */
  public double mergeAt() {
    return mergeAt;
  }

  /** The score from which a match is listed for review. */
  public double reviewAt() {
    return reviewAt;
  }

  /** Whether a source is taken to list each thing once where the data do not tell. */
  boolean catalogue() {
    return catalogue;
  }

  /** Whether most of what is known stands in texts. */
  boolean textual() {
    return this == PRODUCT || this == PUBLICATION;
  }

  /** The share of the pairs that meet in a block that are one, where texts decide. */
  double share() {
    return this == PUBLICATION ? 1.0 / 17 : 0.5;
  }

  /** How much less likely two entries of one source are to be one than two of different sources. */
  double sameSourceBits() {
    return this == PRODUCT ? -7 : 0;
  }

  /** What a field of that role means here; null where its name says nothing. */
  @Nullable Role meaning(String field, Role role) {
    if (this == PERSON) {
      return field.equals("name")
          ? Role.FULL_NAME
          : field.equals("title") || field.equals("company")
              ? Role.CATEGORY
              : NOT_OF_PEOPLE.contains(role) ? null : role;
    }
    return switch (role) {
      case FULL_NAME -> Role.TITLE;
      case BRAND -> this == PUBLICATION ? Role.VENUE : role;
      case ADDRESS -> this == PUBLICATION ? Role.VENUE : role;
      default -> role;
    };
  }
}
