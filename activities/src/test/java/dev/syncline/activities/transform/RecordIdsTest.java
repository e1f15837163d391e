package dev.syncline.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordIdsTest {
  private static final long NOW = 1_790_000_000_000L;

  @Test
  void idsAreOfVersionSevenAndSortAsTheyWereMade() {
    RecordIds ids = new RecordIds(NOW);
    Set<UUID> seen = new HashSet<>();
    String last = "";
    for (int i = 0; i < 60_000; i++) {
      UUID id = ids.next();
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(id.toString()).isGreaterThan(last);
      last = id.toString();
      seen.add(id);
    }
    assertThat(seen).hasSize(60_000);
  }

  @Test
  void theTimeStandsInFrontAndRunsAheadByMillisecondsAtMost() {
    RecordIds ids = new RecordIds(NOW);
    assertThat(ids.next().getMostSignificantBits() >>> 16).isEqualTo(NOW);
    for (int i = 0; i < 50_000; i++) {
      ids.next();
    }
    assertThat(ids.next().getMostSignificantBits() >>> 16).isBetween(NOW, NOW + 15);
  }

  @Test
  void windowsThatBeginInTheSameMillisecondShareNoIds() {
    RecordIds one = new RecordIds(NOW);
    RecordIds two = new RecordIds(NOW);
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      seen.add(one.next());
      seen.add(two.next());
    }
    assertThat(seen).hasSize(40_000);
  }
}
