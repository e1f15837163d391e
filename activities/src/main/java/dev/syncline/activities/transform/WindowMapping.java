package dev.syncline.activities.transform;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.activities.mapping.Derived;
import dev.syncline.activities.mapping.Mapped;
import dev.syncline.activities.mapping.MappingRefused;
import dev.syncline.activities.mapping.Reference;
import dev.syncline.activities.run.RunContext;
import dev.syncline.domain.Noticed;
import dev.syncline.store.staging.CandidateWriter;
import dev.syncline.store.staging.FurtherWriter;
import dev.syncline.store.staging.RowTaker;
import dev.syncline.workflows.sync.Asked;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps the rows of one window, one after the other. */
final class WindowMapping implements RowTaker {
  private static final int CHECK_EVERY = 256;

  private final RunContext context;
  private final RowFilter filter;
  private final CandidateWriter candidates;
  private final RecordIds ids;
  private final Map<String, Integer> lastOfKey = new HashMap<>();
  private final List<Integer> superseded = new ArrayList<>();
  private @Nullable FurtherWriter further;
  private @Nullable Instant watermark;
  private final Asked asked;
  private long unasked;
  private boolean again;

  WindowMapping(
      RunContext context, CandidateWriter candidates, Clock clock, @Nullable Asked asked) {
    this.context = context;
    this.filter = new RowFilter(context);
    this.candidates = candidates;
    this.ids = new RecordIds(clock.millis());
    this.asked = asked == null ? Asked.ALL : asked;
  }

  /** Where derived records and references go, for tasks that have some. */
  void writeFurther(FurtherWriter writer) {
    this.further = writer;
  }

  @Override
  public void row(
      int seq,
      byte[] payload,
      int offset,
      int length,
      @Nullable String place,
      @Nullable String externalId,
      @Nullable String code,
      @Nullable String message,
      @Nullable UUID digest) {
    if (seq % CHECK_EVERY == 0) {
      Pulse.check();
    }
    if (code != null) {
      if (!filter.mayConcern(externalId)) {
        unasked += asked.ids() ? 1 : 0;
        candidates.filtered(seq, externalId, false);
        return;
      }
      candidates.failed(
          seq,
          false,
          externalId,
          place,
          code,
          String.valueOf(message),
          text(payload, offset, length));
      return;
    }
    try {
      mapped(seq, context.mapping().map(payload, offset, length), digest);
    } catch (MappingRefused e) {
      RowFilter.Verdict verdict = filter.judge(e);
      if (verdict != RowFilter.Verdict.TAKEN) {
        unasked += filter.unasked(asked, e.externalId(), e.status(), e.modified()) ? 1 : 0;
        candidates.filtered(seq, e.externalId(), verdict == RowFilter.Verdict.OLD);
        return;
      }
      candidates.failed(
          seq, true, e.externalId(), place, e.code(), e.message(), text(payload, offset, length));
    }
  }

  private void mapped(int seq, Mapped record, @Nullable UUID digest) {
    RowFilter.Verdict verdict = filter.judge(record);
    if (verdict != RowFilter.Verdict.TAKEN) {
      unasked +=
          filter.unasked(asked, record.externalId(), record.status(), record.modified()) ? 1 : 0;
      candidates.filtered(seq, record.externalId(), verdict == RowFilter.Verdict.OLD);
      return;
    }
    Instant modified = record.modified();
    if (modified != null && (watermark == null || modified.isAfter(watermark))) {
      watermark = modified;
    }
    again |= context.met().cameBefore(record.externalId());
    Integer earlier = lastOfKey.put(record.externalId(), seq);
    if (earlier != null) {
      superseded.add(earlier);
    }
    candidates.mapped(
        seq,
        record.externalId(),
        ids.next(),
        record.hash(),
        modified,
        record.data(),
        record.exactKeys(),
        digest);
    if (further != null) {
      further(seq, record, further);
    }
  }

  private void further(int seq, Mapped record, FurtherWriter writer) {
    for (Derived derived : record.derived()) {
      writer.derived(
          seq,
          derived.entity(),
          derived.link(),
          derived.externalId(),
          ids.next(),
          derived.hash(),
          derived.data());
    }
    for (Reference reference : record.references()) {
      writer.reference(seq, reference.entity(), reference.name(), reference.externalId());
    }
  }

  private static String text(byte[] payload, int offset, int length) {
    return new String(payload, offset, length, StandardCharsets.UTF_8);
  }

  /** What the rows tell about the source. */
  Noticed noticed() {
    return new Noticed(unasked, again);
  }

  /** The rows whose key came again later in the window. */
  List<Integer> superseded() {
    return superseded;
  }

  /**
   * The newest modification time, but no time to come: a wrong clock must not hide later rows.
   *
   * @param known the newest one of the rows that were not mapped
   */
  @Nullable Instant watermark(@Nullable Instant known) {
    Instant newest =
        known != null && (watermark == null || known.isAfter(watermark)) ? known : watermark;
    return newest == null || newest.isBefore(context.startedAt()) ? newest : context.startedAt();
  }
}
