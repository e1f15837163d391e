package dev.syncline.connectors.http;

import dev.syncline.connectors.json.JsonObjects;
import dev.syncline.connectors.spi.RecordSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One page of a list: the records as they came, and what stood around them. */
final class ListPage {
  /**
   * One element of the list.
   *
   * @param object whether it is a record
   * @param clean whether its field names need no trimming
   */
  record Element(int start, int end, boolean object, boolean clean) {}

  private final byte[] body;
  private final List<Element> elements;
  private final Map<String, String> scalars;
  private final @Nullable Long total;
  private final @Nullable String linkedNext;

  ListPage(
      byte[] body,
      List<Element> elements,
      Map<String, String> scalars,
      @Nullable Long total,
      @Nullable String linkedNext) {
    this.body = body;
    this.elements = elements;
    this.scalars = new HashMap<>(scalars);
    this.total = total;
    this.linkedNext = linkedNext;
  }

  int count() {
    return elements.size();
  }

  /** How many records the whole list has, where the system says so. */
  @Nullable Long total() {
    return total;
  }

  /** The address that the {@code Link} header names as the next page. */
  @Nullable String linkedNext() {
    return linkedNext;
  }

  @Nullable String scalar(String path) {
    return scalars.get(path);
  }

  /** A fingerprint of the elements, to notice a page that comes again. */
  String fingerprint() {
    return elements.isEmpty()
        ? ""
        : Fingerprint.of(body, elements.get(0).start(), elements.get(count() - 1).end());
  }

  /** Gives the elements to the sink; answers their bytes. */
  long emit(String resource, long position, RecordSink sink) {
    long bytes = 0;
    long at = position;
    for (Element each : elements) {
      at++;
      int length = each.end() - each.start();
      if (!each.object()) {
        sink.bad(
            null,
            new String(body, each.start(), Math.min(length, 8 << 10), StandardCharsets.UTF_8),
            resource + "[" + (at - 1) + "]",
            "NOT_AN_OBJECT",
            "element " + at + " of the list is no JSON object; check the setting 'items'");
      } else if (each.clean()) {
        sink.record(body, each.start(), length, at);
      } else {
        byte[] trimmed = JsonObjects.trimmed(body, each.start(), length);
        sink.record(trimmed, 0, trimmed.length, at);
      }
      bytes += length;
    }
    return bytes;
  }

  /** The elements that are records, as trees. */
  List<ObjectNode> records() {
    List<ObjectNode> records = new ArrayList<>();
    for (Element each : elements) {
      if (each.object()) {
        int length = each.end() - each.start();
        records.add((ObjectNode) JsonMapper.shared().readTree(body, each.start(), length));
      }
    }
    return records;
  }

  static Set<String> wanted(ResourceSpec spec) {
    Set<String> paths = new HashSet<>();
    if (spec.totalPath() != null) {
      paths.add(spec.totalPath());
    }
    if (spec.paging() instanceof Paging.ByCursor cursor) {
      paths.add(cursor.cursorPath());
    }
    return paths;
  }
}
