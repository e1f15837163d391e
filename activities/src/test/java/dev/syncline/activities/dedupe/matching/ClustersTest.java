package dev.syncline.activities.dedupe.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static final List<Match> CHAIN = List.of(new Match(0, 1, 6), new Match(1, 2, 4));

  @Test
  void aChainIsBrokenWhereItsEndsDiffer() {
    Clusters clusters =
        new Clusters(3, i -> 0, new BitSet())
            .merge(CHAIN, (a, b) -> a + b == 2 ? -9 : a + b == 1 ? 6 : 4);
    assertThat(clusters.of(0)).isEqualTo(clusters.of(1)).isNotEqualTo(clusters.of(2));
  }

  @Test
  void aChainWhoseEndsDoNotContradictIsOne() {
    Clusters clusters =
        new Clusters(3, i -> 0, new BitSet())
            .merge(CHAIN, (a, b) -> a + b == 2 ? -1 : a + b == 1 ? 6 : 4);
    assertThat(clusters.of(0)).isEqualTo(clusters.of(1)).isEqualTo(clusters.of(2));
  }

  @Test
  void aSourceThatListsEachThingOnceGivesOneRecordToACluster() {
    BitSet distinct = new BitSet();
    distinct.set(1);
    List<Match> matches = List.of(new Match(0, 1, 6), new Match(0, 2, 5));
    Clusters clusters = new Clusters(3, i -> i == 0 ? 0 : 1, distinct).merge(matches, (a, b) -> 5);
    assertThat(clusters.of(0)).isEqualTo(clusters.of(1)).isNotEqualTo(clusters.of(2));
  }
}
