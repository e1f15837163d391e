package dev.syncline.activities.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantSharesTest {
  private final TenantShares shares = new TenantShares(20);

  private int takes(String tenant, long now) {
    int taken = 0;
    while (shares.enter(tenant, now)) {
      taken++;
    }
    return taken;
  }

  @Test
  void whoIsAloneTakesAllButAReserve() {
    assertThat(takes("a", 0)).isEqualTo(16);
    shares.leave("a");
    assertThat(takes("a", 0)).isOne();
  }

  @Test
  void aNewcomerFindsRoomAndTheOtherShrinksToItsShare() {
    takes("a", 0);
    assertThat(takes("b", 0)).isEqualTo(20 / 3);
    for (int i = 0; i < 16 - 20 / 3 + 1; i++) {
      assertThat(shares.enter("a", 0)).isFalse();
      shares.leave("a");
    }
    assertThat(shares.enter("a", 0)).isTrue();
    assertThat(shares.enter("a", 0)).isFalse();
  }

  @Test
  void whoLeavesNoLongerCountsOnceItHasStoppedAsking() {
    int others = takes("b", 0);
    for (int i = 0; i < others; i++) {
      shares.leave("b");
    }
    assertThat(takes("a", 1)).as("b was turned away a moment ago").isEqualTo(20 / 3);
    assertThat(takes("a", 20_000)).isEqualTo(16 - 20 / 3);
  }

  @Test
  void everyoneOfManyHasATurn() {
    TenantShares few = new TenantShares(2);
    assertThat(few.enter("a", 0)).isTrue();
    assertThat(few.enter("b", 0)).isTrue();
    assertThat(few.enter("c", 0)).isTrue();
    assertThat(few.enter("a", 0)).isFalse();
  }
}
