package dev.syncline.store.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.TestStore;
import dev.syncline.store.staging.StagingTables.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StagingTest {
  private final TestStore store = TestStore.shared();
  private final Staging staging = store.get(Staging.class);
  private final UUID run = UUID.randomUUID();
  private final String raw = StagingTables.name(Kind.RAW, run, 1, 1);
  private final String candidates = StagingTables.name(Kind.CANDIDATES, run, 1, 1);

  private record Read(
      int seq, String payload, String place, String externalId, String code, String message) {}

  private List<Read> read(UUID epoch, long rows) {
    List<Read> read = new ArrayList<>();
    staging.readRaw(
        raw,
        epoch,
        rows,
        new RawReader(
            (seq, payload, offset, length, place, id, code, message, digest) ->
                read.add(
                    new Read(
                        seq,
                        new String(payload, offset, length, StandardCharsets.UTF_8),
                        place,
                        id,
                        code,
                        message))));
    return read;
  }

  @Test
  void rawRowsComeBackAsTheyWereWritten() {
    byte[] buffer = "xx{\"a\":\"\u00fc\ud83d\ude80\"}yy".getBytes(StandardCharsets.UTF_8);
    long written =
        staging.writeRaw(
            raw,
            writer -> {
              writer.record(buffer, 2, buffer.length - 4, null, null);
              writer.record("{}".getBytes(StandardCharsets.UTF_8), 0, 2, "line 2", null);
              writer.bad(null, "", "line 3", "BAD_ROW", "too few cells");
              writer.bad("k\u00e9y", "caf\u00e9;1", "line 4", "BAD_ROW", "quote");
              assertThat(writer.rows()).isEqualTo(4);
            });

    assertThat(written).isEqualTo(4);
    assertThat(read(staging.epoch(), 4))
        .containsExactly(
            new Read(1, "{\"a\":\"\u00fc\ud83d\ude80\"}", null, null, null, null),
            new Read(2, "{}", "line 2", null, null, null),
            new Read(3, "", "line 3", null, "BAD_ROW", "too few cells"),
            new Read(4, "caf\u00e9;1", "line 4", "k\u00e9y", "BAD_ROW", "quote"));
  }

  @Test
  void valuesLargerThanEveryBufferComeBack() {
    String large = "{\"a\":\"" + "\u00e4".repeat(3_000_000) + "\"}";
    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
    staging.writeRaw(
        raw,
        writer -> {
          writer.record(bytes, 0, bytes.length, null, null);
          writer.record(bytes, 0, bytes.length, "line 2", null);
          writer.record("{}".getBytes(StandardCharsets.UTF_8), 0, 2, null, null);
        });

    assertThat(read(staging.epoch(), 3))
        .extracting(Read::payload)
        .containsExactly(large, large, "{}");
  }

  @Test
  void manyRowsKeepTheirOrder() {
    staging.writeRaw(
        raw,
        writer -> {
          for (int i = 1; i <= 20_000; i++) {
            byte[] json = ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
            writer.record(json, 0, json.length, null, null);
          }
        });

    List<Read> read = read(staging.epoch(), 20_000);
    for (int i = 0; i < 20_000; i++) {
      assertThat(read.get(i).seq()).isEqualTo(i + 1);
      assertThat(read.get(i).payload()).isEqualTo("{\"n\":" + (i + 1) + "}");
    }
  }

  @Test
  void anEmptyWindowIsNoRows() {
    assertThat(staging.writeRaw(raw, writer -> {})).isZero();
    assertThat(read(staging.epoch(), 0)).isEmpty();
  }

  @Test
  void aSecondWriteReplacesTheFirst() {
    staging.writeRaw(raw, w -> w.bad("1", "one", "p", "C", "m"));
    staging.writeRaw(raw, w -> w.bad("2", "two", "p", "C", "m"));

    assertThat(read(staging.epoch(), 1)).extracting(Read::externalId).containsExactly("2");
  }

  @Test
  void troubleWhileWritingLeavesNothingAndTheConnectionUsable() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(
              () ->
                  staging.writeRaw(
                      raw,
                      writer -> {
                        writer.record("{}".getBytes(StandardCharsets.UTF_8), 0, 2, null, null);
                        throw SynclineException.of(Category.UNAVAILABLE, "reset");
                      }))
          .hasMessage("reset");
    }
    assertThat(staging.runsWithTables()).doesNotContain(run);
  }

  @Test
  void troubleWhileReadingLeavesTheConnectionUsable() {
    staging.writeRaw(
        raw,
        writer -> {
          for (int i = 0; i < 5_000; i++) {
            writer.record(
                ("{}" + " ".repeat(200)).getBytes(StandardCharsets.UTF_8), 0, 200, null, null);
          }
        });
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(
              () ->
                  staging.readRaw(
                      raw,
                      staging.epoch(),
                      5_000,
                      new RawReader(
                          (seq, payload, offset, length, place, id, code, message, digest) -> {
                            throw SynclineException.of(Category.CANCELLED, "stop");
                          })))
          .hasMessage("stop");
    }
    assertThat(read(staging.epoch(), 5_000)).hasSize(5_000);
  }

  @Test
  void candidatesKeepEveryValue() {
    UUID record = UUID.randomUUID();
    UUID hash = UUID.randomUUID();
    UUID key = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    Instant modified = Instant.parse("1999-12-31T23:59:59.123456Z");
    staging.writeCandidates(
        candidates,
        writer -> {
          writer.mapped(
              1,
              "k\u00e9y",
              record,
              hash,
              modified,
              "{\"a\": \"\u00fc\"}".getBytes(StandardCharsets.UTF_8),
              List.of(key, other),
              null);
          writer.mapped(
              2, "x", record, hash, null, "{}".getBytes(StandardCharsets.UTF_8), List.of(), null);
          writer.failed(3, true, "y", null, "BAD", "nul \0 here", "pay\0load");
          writer.failed(4, false, null, "line 4", "BAD", "m", "p");
          writer.filtered(5, "z", true);
          writer.filtered(6, "z", false);
        });

    assertThat(
            store.rows(
                "select state, external_id, hash, modified_at, data::text, keys[1] as k1,"
                    + " keys[2] as k2 from "
                    + candidates
                    + " where seq = 1"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("state", "M")
                    .containsEntry("external_id", "k\u00e9y")
                    .containsEntry("hash", hash)
                    .containsEntry("data", "{\"a\": \"\u00fc\"}")
                    .containsEntry("k1", key)
                    .containsEntry("k2", other)
                    .containsEntry("modified_at", java.sql.Timestamp.from(modified)));
    assertThat(store.rows("select modified_at, keys from " + candidates + " where seq = 2").get(0))
        .containsEntry("modified_at", null)
        .containsEntry("keys", null);
    assertThat(
            store.rows(
                "select state, place, message, payload from "
                    + candidates
                    + " where seq in (3, 4) order by seq"))
        .containsExactly(
            mapOf("F", null, "nul \uFFFD here", "pay\uFFFDload"), mapOf("B", "line 4", "m", "p"));
    assertThat(store.rows("select state from " + candidates + " where seq > 4 order by seq"))
        .extracting(r -> r.get("state"))
        .containsExactly("O", "X");
    staging.dropAll(run);
    assertThat(staging.runsWithTables()).doesNotContain(run);
  }

  private static Map<String, Object> mapOf(
      String state, String place, String message, String payload) {
    Map<String, Object> map = new java.util.LinkedHashMap<>();
    map.put("state", state);
    map.put("place", place);
    map.put("message", message);
    map.put("payload", payload);
    return map;
  }

  @Test
  void badRowsWithCharactersThatPostgresRefusesAreKept() {
    staging.writeRaw(raw, w -> w.bad("a\0b", "pay\0load", "line\0 1", "BAD", "nul \0"));

    assertThat(read(staging.epoch(), 1))
        .containsExactly(new Read(1, "pay\0load", "line\uFFFD 1", "a\uFFFDb", "BAD", "nul \uFFFD"));
  }

  @Test
  void anotherEpochMeansTheRowsAreLost() {
    staging.writeRaw(raw, w -> w.bad("1", "one", "p", "C", "m"));
    UUID epoch = staging.epoch();
    assertThat(staging.epoch()).isEqualTo(epoch);

    store.owner().sql("truncate staging.sentinel").update();

    assertLost(() -> read(epoch, 1));
    assertThat(staging.epoch()).isNotEqualTo(epoch);
    assertLost(() -> read(epoch, 1));
  }

  @Test
  void aTableThatIsGoneMeansTheRowsAreLost() {
    assertLost(() -> read(staging.epoch(), 1));
  }

  @Test
  void missingRowsMeanTheRowsAreLost() {
    staging.writeRaw(raw, w -> w.bad("1", "one", "p", "C", "m"));

    assertLost(() -> read(staging.epoch(), 2));
  }

  private static void assertLost(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SynclineException.class,
            e -> assertThat(e.category()).isEqualTo(Category.STAGING_LOST));
  }

  @Test
  void onlyStagingTablesBecomeSql() {
    assertThatThrownBy(() -> StagingTables.checked("staging.sentinel; drop table run"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> staging.writeRaw("run", w -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void droppingARunLeavesTheTablesOfOthers() {
    UUID other = UUID.randomUUID();
    staging.writeRaw(raw, w -> {});
    staging.writeRaw(StagingTables.name(Kind.RAW, other, 1, 1), w -> {});

    staging.dropAll(run);

    assertThat(staging.runsWithTables()).contains(other).doesNotContain(run);
    staging.dropAll(other);
  }
}
