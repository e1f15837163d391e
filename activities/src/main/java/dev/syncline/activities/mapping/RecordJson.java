package dev.syncline.activities.mapping;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A record's values as a tree, and in the one form that hashes are made of. */
public final class RecordJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private RecordJson() {}

  /** Reads values; none where there is no text. */
  public static ObjectNode read(@Nullable String json) {
    return json == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) JSON.readTree(json);
  }

  public static ObjectNode read(byte[] json) {
    return (ObjectNode) JSON.readTree(json);
  }

  /** As {@link RecordMapping} writes it: keys sorted, absent values left out. */
  public static String text(ObjectNode values) {
    return new String(canonical(values), StandardCharsets.UTF_8);
  }

  /** Equal to {@link Mapped#hash} of a record with the same values. */
  public static UUID hash(ObjectNode values) {
    byte[] json = canonical(values);
    return Hashes.uuid(json, 0, json.length);
  }

  private static byte[] canonical(ObjectNode values) {
    CanonicalJson out = new CanonicalJson();
    try {
      out.value(Values.of(values));
    } catch (MappingRefused e) {
      throw SynclineException.of(
              Category.INTERNAL, "a stored record cannot be written: " + e.message())
          .because(e);
    }
    return out.copy();
  }
}
