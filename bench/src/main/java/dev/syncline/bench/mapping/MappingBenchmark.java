package dev.syncline.bench.mapping;

import dev.syncline.activities.mapping.Mapped;
import dev.syncline.activities.mapping.MappingRefused;
import dev.syncline.activities.mapping.RecordMapping;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The time to map one order; both must make the same record of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MappingBenchmark {
  private static final int ORDERS = 1024;

  private final byte[][] orders = Orders.generate(ORDERS);
  private final RecordMapping mapping = Orders.mapping();
  private final HandWritten hand = new HandWritten();
  private int next;

  /** A comparison of different work would say nothing. */
  @Setup
  public void sameResults() throws MappingRefused {
    for (byte[] order : orders) {
      Mapped one = mapping.map(order, 0, order.length);
      HandWritten.Order other = hand.map(order);
      boolean same =
          one.externalId().equals(other.externalId())
              && Arrays.equals(one.data(), other.data())
              && one.hash().equals(other.hash())
              && String.valueOf(one.modified()).equals(String.valueOf(other.modified()));
      if (!same) {
        throw new IllegalStateException(
            "not the same: " + new String(one.data()) + " and " + new String(other.data()));
      }
    }
  }

  private byte[] order() {
    next = (next + 1) % ORDERS;
    return orders[next];
  }

  /** The conversion schema of the task, compiled once. */
  @Benchmark
  public Object compiled() throws MappingRefused {
    byte[] order = order();
    return mapping.map(order, 0, order.length);
  }

  /** The same in Java. */
  @Benchmark
  public Object handWritten() {
    return hand.map(order());
  }
}
