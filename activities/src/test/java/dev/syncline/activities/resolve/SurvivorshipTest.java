package dev.syncline.activities.resolve;

import static dev.syncline.activities.resolve.ThreeWayMergeTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SurvivorshipTest {
  /** Two sets of values that nowhere say different things. */
  private record Pair(ObjectNode left, ObjectNode right) {}

  @Provide
  Arbitrary<Pair> agreeing() {
    Arbitrary<Integer> sides = Arbitraries.integers().between(0, 3);
    return Combinators.combine(sides, sides, sides)
        .as(
            (a, b, c) -> {
              Pair pair =
                  new Pair(
                      JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
              put(pair, "name", a);
              put(pair, "email", b);
              put(pair, "phone", c);
              return pair;
            });
  }

  private static void put(Pair pair, String field, int sides) {
    if ((sides & 1) != 0) {
      pair.left.put(field, "value of " + field);
    } else {
      pair.left.putNull(field);
    }
    if ((sides & 2) != 0) {
      pair.right.put(field, "value of " + field);
    } else {
      pair.right.putNull(field);
    }
  }

  @Property
  void withoutContradictionsTheOrderDoesNotMatter(
      @ForAll("agreeing") Pair pair, @ForAll Survivorship survivorship) {
    assertThat(survivorship.combine(pair.left, pair.right))
        .isEqualTo(survivorship.combine(pair.right, pair.left));
  }

  @Property
  void combiningAgainChangesNothing(
      @ForAll("agreeing") Pair pair, @ForAll Survivorship survivorship) {
    ObjectNode once = survivorship.combine(pair.left, pair.right);
    assertThat(survivorship.combine(once, pair.right)).isEqualTo(once);
  }

  @Example
  void mergingTakesTheNewcomersValuesAndKeepsWhatItLacks() {
    assertThat(
            Survivorship.of("merge_fields")
                .combine(json("{'a': 1, 'b': 1, 'c': 1}"), json("{'a': 2, 'b': null, 'd': 2}")))
        .isEqualTo(json("{'a': 2, 'b': 1, 'c': 1, 'd': 2}"));
  }

  @Example
  void keepingTheFirstOnlyFillsGaps() {
    assertThat(
            Survivorship.of("keep_first")
                .combine(json("{'a': 1, 'b': ' '}"), json("{'a': 2, 'b': 2}")))
        .isEqualTo(json("{'a': 1, 'b': 2}"));
  }

  @Example
  void theMoreCompleteSideWinsAndATieGoesToTheRecord() {
    assertThat(
            Survivorship.of("keep_most_complete")
                .combine(json("{'a': 1, 'b': null}"), json("{'a': 2, 'b': 2}")))
        .isEqualTo(json("{'a': 2, 'b': 2}"));
    assertThat(Survivorship.of("keep_most_complete").combine(json("{'a': 1}"), json("{'a': 2}")))
        .isEqualTo(json("{'a': 1}"));
  }
}
