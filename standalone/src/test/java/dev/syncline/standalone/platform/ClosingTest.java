package dev.syncline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();
  private final Closing closing = new Closing();

  @Test
  void theLastOpenedIsClosedFirstAndEachOnce() {
    open("lease");
    open("database");
    open("engine");

    closing.close();
    closing.close();

    assertThat(closed).containsExactly("engine", "database", "lease");
  }

  @Test
  void oneThatDoesNotCloseDoesNotKeepTheOthersOpen() {
    open("lease");
    closing.add(
        "database",
        () -> {
          throw new IllegalStateException("broken");
        });

    closing.close();

    assertThat(closed).containsExactly("lease");
  }

  @Test
  void anInterruptedThreadClosesInPeaceAndStaysInterrupted() {
    closing.add(
        "database", () -> closed.add("interrupted: " + Thread.currentThread().isInterrupted()));

    Thread.currentThread().interrupt();
    closing.close();

    assertThat(closed).containsExactly("interrupted: false");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatIsOpenedTooLateIsClosedAtOnce() {
    closing.close();

    assertThatThrownBy(() -> open("engine")).hasMessageContaining("stopped while starting");
    assertThat(closed).containsExactly("engine");
  }

  private void open(String name) {
    closing.add(name, () -> closed.add(name));
  }
}
