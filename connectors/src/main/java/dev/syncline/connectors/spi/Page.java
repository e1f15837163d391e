package dev.syncline.connectors.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a read came to.
 *
 * @param cursor where the next read goes on; null when done
 * @param done whether the end was reached
 * @param total how many records the whole resource has, where the system tells
 * @param fraction how much of the resource has been read so far, 0 to 1, where it can be estimated
 */
public record Page(
    @Nullable String cursor, boolean done, @Nullable Long total, @Nullable Double fraction) {

  public static Page last(@Nullable Long total) {
    return new Page(null, true, total, 1.0);
  }

  public static Page more(String cursor, @Nullable Long total, @Nullable Double fraction) {
    return new Page(cursor, false, total, fraction);
  }
}
