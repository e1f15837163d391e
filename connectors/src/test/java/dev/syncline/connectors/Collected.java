package dev.syncline.connectors;

import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sink that keeps everything, for tests. */
public final class Collected implements RecordSink {
  /** A record that could not be read. */
  public record Bad(String payload, String where, String code, String message) {}

  public final List<String> records = new ArrayList<>();
  public final List<Long> places = new ArrayList<>();
  public final List<Bad> bad = new ArrayList<>();

  @Override
  public void record(byte[] json, int offset, int length, long where) {
    records.add(new String(json, offset, length, StandardCharsets.UTF_8));
    places.add(where);
  }

  @Override
  public void bad(String externalId, String payload, String where, String code, String message) {
    bad.add(new Bad(payload, where, code, message));
  }

  public JsonNode json(int index) {
    return JsonMapper.shared().readTree(records.get(index));
  }

  /** One field of every record. */
  public List<String> values(String field) {
    return records.stream()
        .map(r -> JsonMapper.shared().readTree(r).path(field).asString("(none)"))
        .toList();
  }

  public List<String> codes() {
    return bad.stream().map(Bad::code).toList();
  }

  /** Reads the source from its beginning to its end. */
  public static Collected all(Source source) {
    return from(source, null, 1000);
  }

  public static Collected from(Source source, String cursor, int pageSize) {
    Collected collected = new Collected();
    Page page = source.read(ReadRequest.from(cursor, pageSize, Long.MAX_VALUE), collected);
    while (!page.done()) {
      page = source.read(ReadRequest.from(page.cursor(), pageSize, Long.MAX_VALUE), collected);
    }
    return collected;
  }
}
