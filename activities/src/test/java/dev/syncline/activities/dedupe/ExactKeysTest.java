package dev.syncline.activities.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.window.Matching.Joined;
import dev.syncline.store.window.Matching.Keyed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ExactKeysTest {
  private static final UUID STORED = new UUID(9, 9);

  private static UUID key(int number) {
    return new UUID(1, number);
  }

  private static Keyed candidate(int seq, int... keys) {
    return new Keyed(
        seq, new UUID(0, seq), java.util.Arrays.stream(keys).mapToObj(ExactKeysTest::key).toList());
  }

  @Example
  void aCandidateJoinsTheRecordThatHoldsItsKey() {
    assertThat(ExactKeys.join(List.of(candidate(1, 5)), Map.of(key(5), STORED)))
        .containsExactly(new Joined(1, STORED));
  }

  @Example
  void laterCandidatesJoinTheFirstOfTheWindow() {
    assertThat(ExactKeys.join(List.of(candidate(1, 5), candidate(2, 6), candidate(3, 5)), Map.of()))
        .containsExactly(new Joined(3, new UUID(0, 1)));
  }

  @Example
  void aJoinedCandidateLendsItsOtherKeys() {
    assertThat(ExactKeys.join(List.of(candidate(1, 5, 6), candidate(2, 6)), Map.of(key(5), STORED)))
        .containsExactly(new Joined(1, STORED), new Joined(2, STORED));
  }

  @Property
  void candidatesWithOneKeyEachEndInOneRecordAKey(
      @ForAll @Size(max = 30) List<@IntRange(max = 6) Integer> keys) {
    List<Keyed> candidates =
        java.util.stream.IntStream.range(0, keys.size())
            .mapToObj(i -> candidate(i + 1, keys.get(i)))
            .toList();

    List<Joined> joined = ExactKeys.join(candidates, Map.of());

    long distinct = keys.stream().distinct().count();
    assertThat(joined).hasSize((int) (keys.size() - distinct));
    for (Joined j : joined) {
      int first = keys.indexOf(keys.get(j.seq() - 1));
      assertThat(j.recordId()).isEqualTo(new UUID(0, first + 1));
    }
  }
}
