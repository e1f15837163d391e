package dev.syncline.activities.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WaitGraphTest {
  private static UUID id(int n) {
    return new UUID(0, n);
  }

  @Test
  void chainsAreLeftAloneHoweverLongAndCirclesLoseOne() {
    Map<UUID, Set<UUID>> waits = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      waits.put(id(i), Set.of(id(i + 1)));
    }
    assertThat(WaitGraph.looseEnds(waits)).isEmpty();

    waits.put(id(20_000), Set.of(id(0)));
    assertThat(WaitGraph.looseEnds(waits)).containsExactly(id(20_000));
    assertThat(WaitGraph.looseEnds(Map.of(id(1), Set.of(id(1))))).containsExactly(id(1));
  }

  @Property(tries = 500)
  void withoutTheLooseEndsEverythingCanGo(
      @ForAll @Size(min = 1, max = 30) java.util.List<@IntRange(max = 9) Integer> edges) {
    Map<UUID, Set<UUID>> waits = new LinkedHashMap<>();
    for (int i = 0; i + 1 < edges.size(); i += 2) {
      waits.computeIfAbsent(id(edges.get(i)), k -> new HashSet<>()).add(id(edges.get(i + 1)));
    }
    Set<UUID> gone = new HashSet<>(WaitGraph.looseEnds(waits));
    for (boolean more = true; more; ) {
      more = false;
      for (Map.Entry<UUID, Set<UUID>> each : waits.entrySet()) {
        boolean goes =
            each.getValue().stream().allMatch(to -> gone.contains(to) || !waits.containsKey(to));
        more |= goes && gone.add(each.getKey());
      }
    }
    assertThat(gone).containsAll(waits.keySet());
  }
}
