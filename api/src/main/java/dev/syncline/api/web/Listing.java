package dev.syncline.api.web;

import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import java.util.List;
import java.util.function.Function;

/** The shape of every list. */
public record Listing<T>(List<T> items, long total, int limit, long offset) {
  public static <T> Listing<T> of(Slice<T> slice, Range range) {
    return new Listing<>(slice.items(), slice.total(), range.limit(), range.offset());
  }

  public <R> Listing<R> map(Function<? super T, R> view) {
    return new Listing<>(items.stream().<R>map(view).toList(), total, limit, offset);
  }

  /** A part of a list that is wholly at hand. */
  public static <T> Listing<T> of(List<T> all, Range range) {
    List<T> part = all.stream().skip(range.offset()).limit(range.limit()).toList();
    return new Listing<>(part, all.size(), range.limit(), range.offset());
  }
}
