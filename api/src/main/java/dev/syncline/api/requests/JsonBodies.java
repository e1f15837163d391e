package dev.syncline.api.requests;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies: JSON objects of limited size, whose text can be stored. */
public final class JsonBodies implements HttpMessageConverter<Object> {
  /** No body may be larger. */
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  /** What arithmetic and the database can bear. */
  private static final int MOST_DIGITS = 1_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return ApiBody.class.isAssignableFrom(type) || type == ObjectNode.class;
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return List.of(MediaType.APPLICATION_JSON);
  }

  @Override
  public Object read(Class<?> type, HttpInputMessage input) throws IOException {
    requireJson(input.getHeaders().getContentType());
    byte[] bytes = input.getBody().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    ObjectNode body = parse(bytes);
    return type == ObjectNode.class ? body : BodyReader.read(type, body, "");
  }

  private static void requireJson(@Nullable MediaType type) {
    boolean json =
        type != null
            && (type.isCompatibleWith(MediaType.APPLICATION_JSON)
                || "json".equals(type.getSubtypeSuffix()));
    if (!json) {
      throw new UnsupportedBody();
    }
  }

  private static ObjectNode parse(byte[] bytes) {
    String text =
        StrictText.decode(bytes).orElseThrow(() -> invalid("the body is not valid UTF-8"));
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JacksonException e) {
      throw invalid("the body is not valid JSON: " + place(e)).because(e);
    }
    if (!(node instanceof ObjectNode object)) {
      throw invalid("the body must be a JSON object");
    }
    requireStorable(object);
    return object;
  }

  private static String place(JacksonException e) {
    String what = e.getOriginalMessage();
    String told = what.substring(0, Math.min(200, what.length())).replace('\0', '?');
    return e.getLocation() == null ? told : told + " (line " + e.getLocation().getLineNr() + ")";
  }

  private static void requireStorable(JsonNode node) {
    if (node.isString() && !StrictText.storable(node.asString())) {
      throw invalid("the body has a text with a NUL or half a character in it");
    }
    if (node.isBigDecimal() && Math.abs((long) node.asDecimal().scale()) > MOST_DIGITS) {
      throw invalid("the body has a number of more than " + MOST_DIGITS + " digits in it");
    }
    if (node.isObject()) {
      for (String name : node.propertyNames()) {
        if (!StrictText.storable(name)) {
          throw invalid("the body has a key with a NUL or half a character in it");
        }
      }
    }
    node.forEach(JsonBodies::requireStorable);
  }

  @Override
  public void write(Object body, @Nullable MediaType type, HttpOutputMessage output) {
    throw new UnsupportedOperationException("bodies are only read here");
  }

  public static SynclineException tooLarge() {
    return SynclineException.of(Category.TOO_LARGE, "the body is larger than 2 MB");
  }

  private static SynclineException invalid(String message) {
    return SynclineException.of(Category.INVALID, "INVALID_REQUEST", message);
  }
}
