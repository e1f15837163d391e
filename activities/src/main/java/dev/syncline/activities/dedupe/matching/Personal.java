package dev.syncline.activities.dedupe.matching;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is a person's own, beside what a household shares: family name, address and phone make a
 * family, not a person. So where nothing of a person's own agrees and something differs, the pair
 * is at most worth a look; where two things differ, not even that. Relatives have like given names,
 * and some the same: a birth date that clearly differs is outweighed by an e-mail, an id number, or
 * the very same given name where it was learnt how often birth dates are wrong.
 *
 * <p>The same holds for what has one name: whatever shares an address without the name, a phone, an
 * e-mail or an id number is a neighbour.
 */
final class Personal {
  private static final double LOOK = 0.5;
  private static final double APART = -1;

  /** As a pattern has it: the second level above "differs". */
  private static final int AGREES = 3;

  private static final int DIFFERS = 1;

  /** What it takes to say that two persons are one. */
  private enum Kind {
    SHARED,
    NAME,
    BORN,
    UNIQUE,
    /** What a firm or a place is called. */
    CALLED,
    /** Where a firm or a place is reached. */
    REACHED
  }

  private static final Set<Kind> PERSONAL = EnumSet.of(Kind.NAME, Kind.BORN, Kind.UNIQUE);

  private final Kind[] kinds;
  private final double[][] bits;
  private final boolean births;
  private final int columns;

  /**
   * @param bits of each place by level
   * @param births whether it was learnt how often birth dates are wrong
   */
  Personal(Layout layout, double[][] bits, boolean births) {
    this.bits = bits;
    this.births = births;
    List<Column> of = layout.columns();
    columns = of.size();
    kinds = new Kind[layout.places()];
    for (int place = 0; place < kinds.length; place++) {
      Role role =
          place < columns
              ? of.get(place).role()
              : of.get(layout.crossings().get(place - columns).first()).role();
      kinds[place] =
          switch (layout.preset()) {
            case PERSON -> kind(role);
            case ORGANIZATION, PLACE -> neighbour(role);
            case PRODUCT, PUBLICATION -> Kind.SHARED;
          };
    }
  }

  private static Kind kind(Role role) {
    return switch (role) {
      case GIVEN_NAME -> Kind.NAME;
      case BIRTH_DATE -> Kind.BORN;
      case EMAIL, ID_NUMBER -> Kind.UNIQUE;
      default -> Kind.SHARED;
    };
  }

  private static Kind neighbour(Role role) {
    return switch (role) {
      case TITLE -> Kind.CALLED;
      case PHONE, EMAIL, ID_NUMBER -> Kind.REACHED;
      default -> Kind.SHARED;
    };
  }

  /** The highest weight that the pair may have. */
  double most(long pattern) {
    return neighbours(pattern) ? LOOK : mostOfPersons(pattern);
  }

  /** Whether they are called differently, and nothing but where they are is the same. */
  private boolean neighbours(long pattern) {
    boolean differs = false;
    for (int place = 0; place < columns; place++) {
      int at = Patterns.at(pattern, place);
      if (kinds[place] == Kind.REACHED && at == bits[place].length
          || kinds[place] == Kind.CALLED && at > DIFFERS) {
        return false;
      }
      differs |= kinds[place] == Kind.CALLED && at == DIFFERS;
    }
    return differs;
  }

  private double mostOfPersons(long pattern) {
    int differing = 0;
    boolean agreeing = false;
    boolean same = false;
    boolean bornApart = false;
    for (int place = 0; place < kinds.length; place++) {
      int at = Patterns.at(pattern, place);
      if (!PERSONAL.contains(kinds[place])) {
        continue;
      }
      if (at >= AGREES) {
        if (kinds[place] == Kind.UNIQUE) {
          return Double.POSITIVE_INFINITY;
        }
        agreeing = true;
        same |= kinds[place] == Kind.NAME && births && at == bits[place].length;
      }
      if (at == DIFFERS && place < columns) {
        differing++;
        bornApart |= kinds[place] == Kind.BORN;
      }
    }
    if (differing == 0 || (agreeing && !bornApart) || same) {
      return Double.POSITIVE_INFINITY;
    }
    return agreeing || differing == 1 ? LOOK : APART;
  }
}
