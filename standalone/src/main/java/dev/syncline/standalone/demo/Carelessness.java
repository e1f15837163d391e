package dev.syncline.standalone.demo;

import java.util.Locale;
import java.util.Random;

/** The mistakes people make that leave a row readable. */
final class Carelessness {
  private final Random random;

  Carelessness(Random random) {
    this.random = random;
  }

  Person apply(Person person) {
    Person result = person;
    if (chance(4)) {
      result = result.named(typo(result.givenName()), result.surname());
    }
    if (chance(4)) {
      result = result.named(result.givenName(), typo(result.surname()));
    }
    if (chance(1)) {
      result = result.named(result.surname(), result.givenName());
    }
    if (chance(10)) {
      result = result.named(cased(result.givenName()), cased(result.surname()));
    }
    if (chance(3)) {
      result = result.named("  " + result.givenName(), result.surname() + " ");
    }
    if (chance(6)) {
      result = result.reachedAt("", result.phone());
    } else if (chance(5)) {
      result = result.reachedAt(result.email().toUpperCase(Locale.ROOT), result.phone());
    }
    if (chance(5)) {
      result = result.reachedAt(result.email(), "");
    }
    return chance(3) ? result.bornOn("") : result;
  }

  /** One letter dropped, doubled, or swapped with its neighbour. */
  private String typo(String word) {
    if (word.length() < 4) {
      return word;
    }
    int at = 1 + random.nextInt(word.length() - 2);
    String before = word.substring(0, at);
    char letter = word.charAt(at);
    String after = word.substring(at + 1);
    return switch (random.nextInt(3)) {
      case 0 -> before + after;
      case 1 -> before + letter + letter + after;
      default -> before + after.charAt(0) + letter + after.substring(1);
    };
  }

  private String cased(String word) {
    return random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
