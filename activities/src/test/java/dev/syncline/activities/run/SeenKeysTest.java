package dev.syncline.activities.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenKeysTest {
  private static final long PLENTY = 1 << 21;

  private final SeenKeys.Room room = new SeenKeys.Room(PLENTY);
  private final SeenKeys met = new SeenKeys(room, true);

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
  void whereThereIsNoMoreRoomItLooksNoFurther() {
    SeenKeys narrow = new SeenKeys(new SeenKeys.Room(3 << 10), true);
    narrow.begin(1);
    for (int i = 0; i < 3_000; i++) {
      narrow.cameBefore("key-" + i);
    }
    narrow.begin(2);
    assertThat(narrow.cameBefore("key-0")).isFalse();
  }

  @Test
  void whatARunTookIsThereForTheNextOne() {
    for (int run = 0; run < 3; run++) {
      SeenKeys keys = new SeenKeys(room, true);
      for (int window = 1; window <= 2; window++) {
        keys.begin(window);
        for (int i = 0; i < 200_000; i++) {
          keys.cameBefore("key-" + window + "-" + i);
        }
      }
      keys.begin(3);
      assertThat(keys.cameBefore("key-1-0")).as("run %d", run).isTrue();
    }
  }

  @Test
  void whoNeedNotLookSeesNothing() {
    SeenKeys idle = new SeenKeys(room, false);
    idle.begin(1);
    idle.cameBefore("a");
    idle.begin(2);
    assertThat(idle.cameBefore("a")).isFalse();
  }
}
