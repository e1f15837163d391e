package dev.syncline.activities.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenKeysTest {
  private final SeenKeys met = new SeenKeys();

  @Test
  void aKeyOfAnEarlierWindowIsNoticedOnce() {
    met.begin(1);
    assertThat(met.cameBefore("a")).isFalse();
    assertThat(met.cameBefore("a")).as("twice in one window").isFalse();
    met.begin(2);
    assertThat(met.cameBefore("b")).isFalse();
    assertThat(met.cameBefore("a")).isTrue();
    assertThat(met.cameBefore("a")).as("once is enough").isFalse();
  }

  @Test
  void anotherAttemptAtAWindowBeginsItAnew() {
    met.begin(1);
    met.cameBefore("a");
    met.begin(1);
    assertThat(met.cameBefore("a")).isFalse();
  }

  @Test
  void aWindowThatIsReadAgainAfterItsSuccessorProvesNothing() {
    met.begin(1);
    met.cameBefore("a");
    met.begin(2);
    met.cameBefore("b");
    met.begin(1);
    assertThat(met.cameBefore("a")).isFalse();
  }

  @Test
  void ofManyKeysNoneIsTakenForAnother() {
    for (int window = 1; window <= 13; window++) {
      met.begin(window);
      for (int i = 0; i < 10_000; i++) {
        assertThat(met.cameBefore("key-" + window + "-" + i)).isFalse();
      }
    }
    met.begin(14);
    assertThat(met.cameBefore("key-1-0")).isTrue();
  }

  @Test
  void itsMemoryIsBounded() {
    met.begin(1);
    for (int i = 0; i < 140_000; i++) {
      met.cameBefore("key-" + i);
    }
    met.begin(2);
    assertThat(met.cameBefore("key-0")).isFalse();
  }
}
