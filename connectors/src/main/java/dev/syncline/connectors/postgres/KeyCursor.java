package dev.syncline.connectors.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a read goes on.
 *
 * @param after the last key that was read; empty at the beginning
 * @param seen the rows read before
 * @param total the rows that there were at the beginning, where they could be counted
 * @param withoutKey how many of the rows with a null in their key were read; -1 while the others
 *     are
 */
record KeyCursor(List<String> after, long seen, @Nullable Long total, long withoutKey) {

  static KeyCursor decode(@Nullable String text) {
    if (text == null) {
      return new KeyCursor(List.of(), 0, null, -1);
    }
    try {
      JsonNode node = JsonMapper.shared().readTree(text);
      List<String> after = new ArrayList<>();
      node.path("after").forEach(value -> after.add(value.asString()));
      Long total = node.hasNonNull("total") ? node.path("total").asLong() : null;
      return new KeyCursor(
          List.copyOf(after), node.path("seen").asLong(), total, node.path("keyless").asLong(-1));
    } catch (JacksonException e) {
      throw SynclineException.of(Category.INVALID, "'" + text + "' is no cursor of a table")
          .because(e);
    }
  }

  String encode() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    after.forEach(node.putArray("after")::add);
    node.put("seen", seen);
    if (total != null) {
      node.put("total", total);
    }
    if (withoutKey >= 0) {
      node.put("keyless", withoutKey);
    }
    return node.toString();
  }

  @Nullable Double fraction() {
    return total == null || total <= 0 ? null : Math.min(1.0, (double) seen / total);
  }
}
