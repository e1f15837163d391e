package dev.syncline.activities.dedupe.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightsTest {
  private static double[] bits(double[] m, double[] u) {
    return new Weights(new double[][] {m}, new double[][] {u}).bits()[0];
  }

  @Test
  void aHigherLevelIsNeverWorthLess() {
    double[] bits = bits(new double[] {0.1, 0.3, 0.6}, new double[] {0.7, 0.0375, 0.15});

    assertThat(bits).isSorted();
    assertThat(bits[1]).isEqualTo(3);
    assertThat(bits[2]).isEqualTo(3);
  }

  @Test
  void aLevelHardlyEverMetAmongPairsThatAreOneLiftsNoOther() {
    double[] bits = bits(new double[] {0.29, 0.01, 0.7}, new double[] {0.649, 0.001, 0.35});

    assertThat(bits[2]).isEqualTo(1);
    assertThat(bits[1]).isEqualTo(1);
  }

  @Test
  void differingNeverSpeaksForTwoBeingOne() {
    assertThat(bits(new double[] {0.5, 0.5}, new double[] {0.1, 0.9})[0]).isZero();
  }
}
