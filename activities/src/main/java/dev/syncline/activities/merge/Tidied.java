package dev.syncline.activities.merge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.StringNode;

/**
 * Whether a system made a value of another one: texts in other case or spacing, numbers rounded,
 * lists in another order. Asked only of a write whose answer was lost.
 */
final class Tidied {
  private Tidied() {}

  static boolean from(JsonNode sent, @Nullable JsonNode shown) {
    if (sent.isNull() || shown == null) {
      return sent.isNull() && shown == null;
    }
    if (sent instanceof StringNode text && shown instanceof StringNode other) {
      return spaced(text).equalsIgnoreCase(spaced(other));
    }
    if (sent instanceof NumericNode number && shown instanceof NumericNode other) {
      return rounded(number.decimalValue(), other.decimalValue());
    }
    if (sent instanceof ArrayNode list && shown instanceof ArrayNode other) {
      return sameElements(list, other);
    }
    return sent.equals(shown);
  }

  private static String spaced(StringNode text) {
    return text.asString().strip().replaceAll("\\s+", " ");
  }

  /** Up or down, to the places that are left. */
  private static boolean rounded(BigDecimal sent, BigDecimal shown) {
    int places = shown.stripTrailingZeros().scale();
    return sent.compareTo(shown) == 0
        || (places < sent.stripTrailingZeros().scale()
            && sent.subtract(shown).abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(-places)) < 0);
  }

  private static boolean sameElements(ArrayNode sent, ArrayNode shown) {
    List<JsonNode> left = new ArrayList<>();
    sent.forEach(left::add);
    for (JsonNode element : shown) {
      if (!left.remove(element)) {
        return false;
      }
    }
    return left.isEmpty();
  }
}
