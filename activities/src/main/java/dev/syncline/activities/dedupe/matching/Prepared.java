package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.matching.Linking.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows in the form they are compared in, with the keys they meet by. */
public final class Prepared {
  private final List<Member> members;
  private final List<@Nullable Object[]> values;
  private final long[][] keys;

  private Prepared(List<Member> members, List<@Nullable Object[]> values, long[][] keys) {
    this.members = members;
    this.values = values;
    this.keys = keys;
  }

  static Prepared of(List<Member> members, Likeness likeness, long records) {
    List<@Nullable Object[]> values =
        members.parallelStream().map(m -> likeness.prepare(m.row().values())).toList();
    long[][] keys =
        values.parallelStream()
            .map(
                row ->
                    likeness.keys(row, records).stream()
                        .mapToLong(BlockingKey::hash)
                        .distinct()
                        .toArray())
            .toArray(long[][]::new);
    return new Prepared(members, values, keys);
  }

  /** With others behind them. */
  Prepared and(Prepared others) {
    List<Member> all = new ArrayList<>(members);
    all.addAll(others.members);
    List<@Nullable Object[]> both = new ArrayList<>(values);
    both.addAll(others.values);
    long[][] of =
        IntStream.range(0, all.size())
            .mapToObj(i -> i < keys.length ? keys[i] : others.keys[i - keys.length])
            .toArray(long[][]::new);
    return new Prepared(all, both, of);
  }

  List<Member> members() {
    return members;
  }

  @Nullable Object[] values(int member) {
    return values.get(member);
  }

  /** The keys of each row. */
  public long[][] keys() {
    return keys;
  }

  /** The keys of all rows, sorted. */
  public long[] distinctKeys() {
    return Arrays.stream(keys).flatMapToLong(Arrays::stream).sorted().distinct().toArray();
  }
}
