package dev.syncline.store.database;

import java.util.List;
import java.util.function.Function;

/** A part of a list, and how long the whole is. */
public record Slice<T>(List<T> items, long total) {
  public Slice {
    items = List.copyOf(items);
  }

  public <R> Slice<R> map(Function<? super T, R> view) {
    return new Slice<>(items.stream().<R>map(view).toList(), total);
  }
}
