package dev.syncline.activities.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.ConflictSpec;
import dev.syncline.definitions.ConflictSpec.Strategy;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ThreeWayMergeTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private final ThreeWayMerge merge = new ThreeWayMerge(ConflictSpec.DEFAULT);

  static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    Arbitrary<String> values = Arbitraries.of("a", "b", "c", "", "null");
    return Arbitraries.maps(Arbitraries.of("name", "email", "phone", "city"), values)
        .map(
            map -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              map.forEach(
                  (field, value) -> {
                    if (value.equals("null")) {
                      node.putNull(field);
                    } else {
                      node.put(field, value);
                    }
                  });
              return node;
            });
  }

  @Property
  void whereTheRecordDidNotChangeTheIncomingValuesStand(
      @ForAll("objects") ObjectNode base, @ForAll("objects") ObjectNode incoming) {
    assertThat(merge.merge(base, base, incoming, EARLY, LATE)).isEqualTo(incoming);
  }

  @Property
  void whereTheSourceDidNotChangeTheRecordStands(
      @ForAll("objects") ObjectNode base, @ForAll("objects") ObjectNode record) {
    assertThat(merge.merge(base, record, base, EARLY, LATE)).isEqualTo(record);
  }

  @Property
  void theSameChangeOnBothSidesConverges(
      @ForAll("objects") ObjectNode base, @ForAll("objects") ObjectNode both) {
    assertThat(merge.merge(base, both, both, null, null)).isEqualTo(both);
  }

  @Property
  void mergingAgainChangesNothing(
      @ForAll("objects") ObjectNode base,
      @ForAll("objects") ObjectNode record,
      @ForAll("objects") ObjectNode incoming,
      @ForAll Strategy strategy) {
    ThreeWayMerge one =
        new ThreeWayMerge(new ConflictSpec(strategy, Strategy.NEWEST_WINS, Map.of()));
    ObjectNode merged = one.merge(base, record, incoming, EARLY, LATE);

    assertThat(one.merge(incoming, merged, incoming, LATE, LATE)).isEqualTo(merged);
  }

  @Example
  void changesOfDifferentFieldsAreBothKept() {
    assertThat(
            merge.merge(
                json("{'a': 1, 'b': 1}"),
                json("{'a': 2, 'b': 1}"),
                json("{'a': 1, 'b': 2}"),
                null,
                null))
        .isEqualTo(json("{'a': 2, 'b': 2}"));
  }

  @Example
  void theStrategyDecidesWhereBothChangedAField() {
    assertThat(conflict(Strategy.SOURCE_WINS, LATE, EARLY)).isEqualTo("incoming");
    assertThat(conflict(Strategy.TARGET_WINS, EARLY, LATE)).isEqualTo("record");
    assertThat(conflict(Strategy.NEWEST_WINS, EARLY, LATE)).isEqualTo("incoming");
    assertThat(conflict(Strategy.NEWEST_WINS, LATE, EARLY)).isEqualTo("record");
    assertThat(conflict(Strategy.NEWEST_WINS, LATE, LATE)).isEqualTo("record");
    assertThat(conflict(Strategy.NEWEST_WINS, LATE, null)).isEqualTo("incoming");
    assertThat(conflict(Strategy.OLDEST_WINS, EARLY, LATE)).isEqualTo("record");
    assertThat(conflict(Strategy.OLDEST_WINS, LATE, EARLY)).isEqualTo("incoming");
  }

  private static String conflict(Strategy strategy, Instant record, Instant incoming) {
    return new ThreeWayMerge(new ConflictSpec(strategy, Strategy.NEWEST_WINS, Map.of()))
        .merge(
            json("{'a': 'base'}"),
            json("{'a': 'record'}"),
            json("{'a': 'incoming'}"),
            record,
            incoming)
        .get("a")
        .asString();
  }

  @Example
  void aFieldMayHaveAStrategyOfItsOwn() {
    ThreeWayMerge own =
        new ThreeWayMerge(
            new ConflictSpec(
                Strategy.SOURCE_WINS, Strategy.NEWEST_WINS, Map.of("a", Strategy.TARGET_WINS)));

    assertThat(
            own.merge(
                json("{'a': 1, 'b': 1}"),
                json("{'a': 2, 'b': 2}"),
                json("{'a': 3, 'b': 3}"),
                null,
                null))
        .isEqualTo(json("{'a': 2, 'b': 3}"));
  }
}
