package dev.syncline.activities.fetch;

import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.store.window.KnownRows.KnownRow;
import dev.syncline.workflows.sync.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks which rows are known, some thousand at a time and while the next ones are read; only the
 * others are staged as they are. Rows keep their order.
 */
final class RecognizingSink implements RecordSink, AutoCloseable {
  private static final int ROWS = 2_000;
  private static final int BYTES = 1 << 20;

  /** After so many answers without a known row nobody asks any more in this window. */
  private static final int FRUITLESS = 5;

  private final RowDigests digests;
  private final Function<Collection<UUID>, Map<UUID, KnownRow>> lookup;
  private final StagingSink staging;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "recognizing"));
  private Batch filling = new Batch();
  private @Nullable Batch asked;
  private int fruitless;
  private long known;
  private @Nullable Instant newest;

  RecognizingSink(
      RowDigests digests,
      Function<Collection<UUID>, Map<UUID, KnownRow>> lookup,
      StagingSink staging) {
    this.digests = digests;
    this.lookup = lookup;
    this.staging = staging;
  }

  /**
   * A row that waits for its answer.
   *
   * @param bad what is wrong with it, or null
   */
  private record Waiting(
      int offset, int length, long where, @Nullable UUID digest, @Nullable Bad bad) {}

  private record Bad(
      @Nullable String externalId, String payload, String where, String code, String message) {}

  private static final class Batch {
    private final List<Waiting> rows = new ArrayList<>();
    private byte[] bytes = new byte[BYTES / 2];
    private int size;
    private @Nullable Future<Map<UUID, KnownRow>> answer;

    void add(byte[] json, int offset, int length, long where, @Nullable UUID digest) {
      if (size + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
      }
      System.arraycopy(json, offset, bytes, size, length);
      rows.add(new Waiting(size, length, where, digest, null));
      size += length;
    }

    boolean full() {
      return rows.size() >= ROWS || size >= BYTES;
    }
  }

  @Override
  public void record(byte[] json, int offset, int length, long where) {
    filling.add(json, offset, length, where, digests.of(json, offset, length));
    turnIfFull();
  }

  @Override
  public void bad(
      @Nullable String externalId, String payload, String where, String code, String message) {
    filling.rows.add(
        new Waiting(0, 0, 0, null, new Bad(externalId, payload, where, code, message)));
    turnIfFull();
  }

  private void turnIfFull() {
    if (filling.full()) {
      turn();
    }
  }

  /** Asks about the batch that was filled, and meanwhile stages the one before it. */
  private void turn() {
    Batch next = filling;
    if (fruitless < FRUITLESS) {
      List<UUID> unique = new ArrayList<>(next.rows.size());
      for (Waiting row : next.rows) {
        if (row.digest != null) {
          unique.add(row.digest);
        }
      }
      next.answer = asking.submit(() -> lookup.apply(unique));
    }
    Batch before = asked;
    asked = next;
    filling = new Batch();
    if (before != null) {
      stage(before);
    }
  }

  /** Stages what is left; to be called once everything was read. */
  void finish() {
    turn();
    Batch last = asked;
    if (last != null) {
      stage(last);
    }
    asked = null;
  }

  private void stage(Batch batch) {
    Map<UUID, KnownRow> answer = answer(batch);
    fruitless = answer.isEmpty() ? fruitless + 1 : 0;
    for (Waiting row : batch.rows) {
      KnownRow found = row.digest == null ? null : answer.get(row.digest);
      if (found != null) {
        staging.known(found.externalId());
        known++;
        Instant modified = found.modified();
        if (modified != null && (newest == null || modified.isAfter(newest))) {
          newest = modified;
        }
      } else if (row.bad != null) {
        Bad bad = row.bad;
        staging.bad(bad.externalId, bad.payload, bad.where, bad.code, bad.message);
      } else {
        staging.record(batch.bytes, row.offset, row.length, row.where, row.digest);
      }
    }
  }

  private static Map<UUID, KnownRow> answer(Batch batch) {
    if (batch.answer == null) {
      return Map.of();
    }
    try {
      return batch.answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  /** What was found. */
  Known found() {
    return new Known(known, newest);
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
