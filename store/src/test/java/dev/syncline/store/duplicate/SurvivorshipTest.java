package dev.syncline.store.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.duplicate.Survivorship.Rule;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;
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

  @Provide
  Arbitrary<Survivorship> rules() {
    Arbitrary<Rule> words = Arbitraries.of(Rule.class);
    return Combinators.combine(words, Arbitraries.maps(Arbitraries.of("name", "phone"), words))
        .as(Survivorship::new);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
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
      @ForAll("agreeing") Pair pair, @ForAll("rules") Survivorship survivorship) {
    assertThat(survivorship.combine(pair.left, pair.right))
        .isEqualTo(survivorship.combine(pair.right, pair.left));
  }

  @Property
  void combiningAgainChangesNothing(
      @ForAll("agreeing") Pair pair, @ForAll("rules") Survivorship survivorship) {
    ObjectNode once = survivorship.combine(pair.left, pair.right);
    assertThat(survivorship.combine(once, pair.right)).isEqualTo(once);
  }

  @Example
  void mergingTakesTheNewcomersValuesAndKeepsWhatItLacks() {
    assertThat(
            Survivorship.read("merge_fields")
                .combine(json("{'a': 1, 'b': 1, 'c': 1}"), json("{'a': 2, 'b': null, 'd': 2}")))
        .isEqualTo(json("{'a': 2, 'b': 1, 'c': 1, 'd': 2}"));
  }

  @Example
  void keepingTheFirstOnlyFillsGaps() {
    assertThat(
            Survivorship.read("keep_first")
                .combine(json("{'a': 1, 'b': ' '}"), json("{'a': 2, 'b': 2}")))
        .isEqualTo(json("{'a': 1, 'b': 2}"));
  }

  @Example
  void theMoreCompleteSideWinsAndATieGoesToTheRecord() {
    assertThat(
            Survivorship.read("keep_most_complete")
                .combine(json("{'a': 1, 'b': null}"), json("{'a': 2, 'b': 2}")))
        .isEqualTo(json("{'a': 2, 'b': 2}"));
    assertThat(Survivorship.read("keep_most_complete").combine(json("{'a': 1}"), json("{'a': 2}")))
        .isEqualTo(json("{'a': 1}"));
  }

  @Example
  void singleFieldsHaveRulesOfTheirOwn() {
    Survivorship rules =
        Survivorship.read("{\"default\":\"merge_fields\",\"fields\":{\"email\":\"keep_first\"}}");
    assertThat(
            rules.combine(
                json("{'email': 'a@x', 'name': 'Ann'}"), json("{'email': 'b@x', 'name': 'Anne'}")))
        .isEqualTo(json("{'email': 'a@x', 'name': 'Anne'}"));
    assertThat(rules.combine(json("{'email': ''}"), json("{'email': 'b@x'}")))
        .isEqualTo(json("{'email': 'b@x'}"));
  }
}
