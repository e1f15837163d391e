package dev.syncline.definitions.reading;

import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.SecretSettings.Reference;
import dev.syncline.domain.Names;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one connection: what its connector knows, with secrets put in and paths absolute. */
final class ConnectionReader {
  /** Credentials that name something rather than keep it. */
  private static final Set<String> NO_SECRETS =
      Set.of("username", "client_id", "header", "token_url");

  private final Connectors connectors;
  private final SecretResolver secrets;
  private final Path base;
  private final Problems problems;

  ConnectionReader(Connectors connectors, SecretSource secrets, Path base, Problems problems) {
    this.connectors = connectors;
    this.secrets = new SecretResolver(secrets, base, problems);
    this.base = base;
    this.problems = problems;
  }

  ConnectionSpec read(String name, int line, Item item) {
    if (!Names.isName(name)) {
      problems.error(
          line, item.path(), "connection '" + Shown.of(name) + "' " + TaskReader.NO_NAME);
    }
    Section section = new Section(item, PostedName.with(Keys.CONNECTION, problems), problems);
    PostedName.check(section, problems, name);
    String connector = section.requiredText("connector");
    ConnectorDescriptor descriptor = descriptor(section, connector);
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    Map<String, String> credentials = new LinkedHashMap<>();
    Map<String, Reference> references = Map.of();
    if (descriptor != null) {
      Item written = section.item("settings");
      Item resolved = written == null ? null : secrets.resolve(written);
      settings = settings(resolved, descriptor);
      references = resolved == null ? references : References.in(resolved, paths(descriptor));
      credentials = credentials(section, descriptor);
    }
    boolean enabled = section.flag("enabled", true);
    return new ConnectionSpec(name, connector, enabled, settings, credentials, references);
  }

  private @Nullable ConnectorDescriptor descriptor(Section section, String connector) {
    if (connector.isEmpty()) {
      return null;
    }
    List<String> known = connectors.all().stream().map(c -> c.descriptor().name()).toList();
    return connectors
        .find(connector)
        .map(Connector::descriptor)
        .orElseGet(
            () -> {
              section.error(
                  "connector",
                  "there is no connector '"
                      + Shown.of(connector)
                      + "'; "
                      + Nearest.hint(connector, known));
              return null;
            });
  }

  /** Where files are, is no secret. */
  private static Set<String> paths(ConnectorDescriptor descriptor) {
    return descriptor.settings().stream()
        .filter(SettingDescriptor::path)
        .map(SettingDescriptor::name)
        .collect(Collectors.toSet());
  }

  private ObjectNode settings(@Nullable Item item, ConnectorDescriptor descriptor) {
    if (item == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    Set<String> keys = new TreeSet<>(descriptor.settingNames());
    boolean http = descriptor.name().equals("http");
    if (http) {
      keys.addAll(Keys.HTTP);
    }
    Section settings = new Section(item, keys, problems);
    CommonSettings.check(settings);
    if (http) {
      new HttpSettings(problems).check(settings);
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (String key : keys) {
      Item value = settings.item(key);
      if (value != null) {
        values.set(key, Trees.json(value));
      }
    }
    paths(descriptor).forEach(path -> makeAbsolute(settings, path, values));
    return values;
  }

  private void makeAbsolute(Section settings, String key, ObjectNode values) {
    String text = settings.text(key);
    if (text == null) {
      return;
    }
    try {
      values.put(key, base.toAbsolutePath().resolve(text).normalize().toString());
    } catch (InvalidPathException e) {
      settings.error(key, "is no path");
    }
  }

  private Map<String, String> credentials(Section connection, ConnectorDescriptor descriptor) {
    Map<String, String> values = new LinkedHashMap<>();
    Item item = connection.item("credentials");
    if (item == null) {
      return values;
    }
    Set<String> known = descriptor.credentialNames();
    if (known.isEmpty()) {
      connection.warning(
          "credentials",
          "connector '" + descriptor.name() + "' takes no credentials; they are not used");
      return values;
    }
    Section credentials = new Section(secrets.resolve(item), known, problems);
    for (String key : known) {
      Item value = credentials.item(key);
      if (value instanceof Item.Scalar scalar) {
        values.put(key, scalar.value().isString() ? scalar.value().asString() : scalar.written());
        warnOfLiteral(credentials, key, scalar);
      } else if (value != null) {
        credentials.error(key, "must be a string, not " + value.kind());
      }
    }
    return values;
  }

  private void warnOfLiteral(Section credentials, String key, Item.Scalar scalar) {
    boolean literal = !SecretResolver.isReference(scalar.written());
    if (literal && !problems.posted() && !NO_SECRETS.contains(key)) {
      problems.warning(
          credentials.line(key),
          credentials.path() + "." + key,
          "a secret stands in the file; keep it outside with ${env:NAME} or ${file:PATH}");
    }
  }
}
