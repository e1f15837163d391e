package dev.syncline.definitions;

import java.time.Duration;

/** The size of a window and the pause after each; size 0 adapts by itself. */
public record BatchSpec(int size, Duration delay) {
  public static final BatchSpec ADAPTIVE = new BatchSpec(0, Duration.ZERO);
}
