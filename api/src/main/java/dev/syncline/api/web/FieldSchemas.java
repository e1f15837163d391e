package dev.syncline.api.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Describes fields of records as what they may hold: null where they are {@link Nullable}, any JSON
 * where they are a {@link JsonNode}.
 */
class FieldSchemas extends ModelResolver {
  private static final String REF = "#/components/schemas/";

  FieldSchemas(ObjectMapper mapper) {
    super(mapper);
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // as the model declares it
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
    Schema<?> resolved = super.resolve(type, context, next);
    Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
    if (resolved != null && raw.isRecord()) {
      String ref = resolved.get$ref();
      Schema<?> model =
          ref == null ? resolved : context.getDefinedModels().get(ref.substring(REF.length()));
      if (model != null && model.getProperties() != null) {
        model.addType("object");
        declare(raw, (Map) model.getProperties());
      }
    }
    return resolved;
  }

  private void declare(Class<?> record, Map<String, Schema<?>> properties) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = snakeCase(component.getName());
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      properties.computeIfPresent(
          name,
          (n, described) -> {
            Schema<?> schema = component.getType() == JsonNode.class ? anyJson() : described;
            if (hasAnyValues(component.getGenericType())) {
              schema.setAdditionalProperties(anyJson());
            }
            return nullable ? nullable(schema) : schema;
          });
    }
  }

  /** Whether it is a map whose values may be of any type. */
  private static boolean hasAnyValues(Type type) {
    return type instanceof ParameterizedType map
        && map.getRawType() == Map.class
        && map.getActualTypeArguments()[1] instanceof WildcardType;
  }

  /** A schema without a type is written as one of an object, so this names all types. */
  private static Schema<?> anyJson() {
    return new Schema<>().types(Set.of("object", "array", "string", "number", "boolean", "null"));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
  }

  private static Schema<?> nullable(Schema<?> schema) {
    if (schema.get$ref() != null) {
      return new Schema<>()
          .addOneOfItem(new Schema<>().$ref(schema.get$ref()))
          .addOneOfItem(new Schema<>().types(Set.of("null")));
    }
    String type = schema.getType();
    if (type != null) {
      schema.addType(type);
      schema.addType("null");
    }
    withNull(schema);
    return schema;
  }

  /** A list of allowed values has to name null among them. */
  private static <T> void withNull(Schema<T> schema) {
    List<T> values = schema.getEnum();
    if (values != null && !values.contains(null)) {
      List<T> all = new ArrayList<>(values);
      all.add(null);
      schema.setEnum(all);
    }
  }
}
