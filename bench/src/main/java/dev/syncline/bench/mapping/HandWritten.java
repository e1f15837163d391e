package dev.syncline.bench.mapping;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@link Orders#mapping()} does, as one would write it for this one task: one pass over the
 * JSON, a local variable a field, one pass out, the same hash.
 */
final class HandWritten {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> STATES = Set.of("open", "paid", "cancelled");
  private static final BigDecimal GOLD = BigDecimal.valueOf(100);

  private final MessageDigest digest;

  HandWritten() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A mapped order. */
  @SuppressWarnings("ArrayRecordComponent")
  record Order(String externalId, byte[] data, UUID hash, @Nullable Instant modified) {}

  Order map(byte[] json) {
    String id = null;
    String given = null;
    String family = null;
    String email = null;
    String city = null;
    String postcode = null;
    String total = null;
    String state = null;
    String note = null;
    String updated = null;
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json, 0, json.length)) {
      in.nextToken();
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        JsonToken token = in.nextToken();
        switch (name) {
          case "id" -> id = in.getString();
          case "given_name" -> given = in.getString();
          case "surname" -> family = in.getString();
          case "email" -> email = in.getString();
          case "total" -> total = in.getString();
          case "state" -> state = in.getString();
          case "note" -> note = in.getString();
          case "updated_at" -> updated = in.getString();
          case "address" -> {
            for (String part = in.nextName(); part != null; part = in.nextName()) {
              in.nextToken();
              switch (part) {
                case "city" -> city = in.getString();
                case "postcode" -> postcode = in.getString();
                default -> in.skipChildren();
              }
            }
          }
          default -> {
            if (token.isStructStart()) {
              in.skipChildren();
            }
          }
        }
      }
    }
    if (id == null || family == null || family.isBlank() || total == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    if (state == null || !STATES.contains(state.strip())) {
      throw new IllegalArgumentException("unknown state " + state);
    }
    BigDecimal amount = new BigDecimal(total.strip());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      write(out, "city", city);
      write(out, "country", "AU");
      write(out, "email", email == null ? null : email.strip().toLowerCase(Locale.ROOT));
      write(out, "first_name", given == null ? null : given.strip());
      write(out, "full_name", given + " " + family);
      write(out, "last_name", title(family.strip()));
      write(out, "note", note);
      write(out, "postcode", postcode);
      write(out, "status", state.strip());
      write(out, "tier", amount.compareTo(GOLD) > 0 ? "gold" : "none");
      out.writeName("total");
      out.writeNumber(amount.stripTrailingZeros().toPlainString());
      out.writeEndObject();
    }
    byte[] data = bytes.toByteArray();
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(data));
    return new Order(
        id.strip(),
        data,
        new UUID(hash.getLong(), hash.getLong()),
        updated == null ? null : Instant.parse(updated));
  }

  private static void write(JsonGenerator out, String name, @Nullable String value) {
    if (value != null) {
      out.writeName(name);
      out.writeString(value);
    }
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(start ? Character.toTitleCase(c) : Character.toLowerCase(c));
      start = !Character.isLetterOrDigit(c);
    }
    return out.toString();
  }
}
