package dev.syncline.activities.mapping;

import dev.syncline.definitions.FieldSpec.FunctionCall;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The functions of the catalogue, by name. */
final class FunctionLibrary {
  private static final Map<String, Factory> FACTORIES = new HashMap<>();

  static {
    TextFunctions.register(FACTORIES);
    CutFunctions.register(FACTORIES);
    ValueFunctions.register(FACTORIES);
    NumberFunctions.register(FACTORIES);
    DateFunctions.register(FACTORIES);
    ContactFunctions.register(FACTORIES);
  }

  private FunctionLibrary() {}

  /** Makes a step from a call's arguments. */
  @FunctionalInterface
  interface Factory {
    Step make(List<JsonNode> arguments, SourceLayout layout);
  }

  static Set<String> names() {
    return new TreeSet<>(FACTORIES.keySet());
  }

  static Step compile(FunctionCall call, SourceLayout layout) {
    Factory factory = FACTORIES.get(call.name());
    if (factory == null) {
      throw SynclineException.of(
          Category.INVALID, "there is no function '" + call.name() + "'; known are " + names());
    }
    return factory.make(call.arguments(), layout);
  }

  /** A text argument; the fallback where it is not given. */
  static String text(List<JsonNode> arguments, int index, String fallback) {
    return index < arguments.size() ? arguments.get(index).asString() : fallback;
  }

  static int whole(List<JsonNode> arguments, int index, int fallback) {
    return index < arguments.size() ? arguments.get(index).asInt() : fallback;
  }
}
