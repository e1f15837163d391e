package dev.syncline.e2e.deployment;

import dev.syncline.e2e.product.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A service of docker-compose.yml. */
record Service(String name, Map<String, Object> definition) {

  /** All of them, by name. */
  static Map<String, Service> all() {
    Map<String, Service> services = new LinkedHashMap<>();
    map(compose().get("services"))
        .forEach((name, definition) -> services.put(name, new Service(name, map(definition))));
    return services;
  }

  static Map<String, Object> compose() {
    return map(yaml(Checkout.file("docker-compose.yml")));
  }

  static Object yaml(Path file) {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<String> list(Object value) {
    return value == null
        ? List.of()
        : ((List<Object>) value).stream().map(String::valueOf).toList();
  }

  String image() {
    return String.valueOf(definition.get("image"));
  }

  String repository() {
    return image().replaceFirst(":[^:/]*$", "");
  }

  String tag() {
    return image().substring(repository().length()).replaceFirst("^:", "");
  }

  boolean ours() {
    return repository().equals("syncline");
  }

  Set<String> variables() {
    return map(definition.get("environment")).keySet();
  }

  List<String> values() {
    return map(definition.get("environment")).values().stream().map(String::valueOf).toList();
  }

  List<String> command() {
    return list(definition.get("command"));
  }

  /** The ports that are published, as the container knows them. */
  List<Integer> containerPorts() {
    return Stream.concat(
            list(definition.get("ports")).stream(), list(definition.get("expose")).stream())
        .map(port -> Integer.parseInt(port.replaceFirst(".*:", "")))
        .toList();
  }

  List<String> healthCheck() {
    return list(map(definition.get("healthcheck")).get("test"));
  }

  /** The conditions it waits for, by service. */
  Map<String, String> waitsFor() {
    Map<String, String> conditions = new LinkedHashMap<>();
    map(definition.get("depends_on"))
        .forEach((on, how) -> conditions.put(on, String.valueOf(map(how).get("condition"))));
    return conditions;
  }

  /** What of the repository is mounted into it. */
  List<String> mountedFiles() {
    return list(definition.get("volumes")).stream()
        .map(volume -> volume.split(":")[0])
        .filter(source -> source.startsWith("./"))
        .toList();
  }
}
