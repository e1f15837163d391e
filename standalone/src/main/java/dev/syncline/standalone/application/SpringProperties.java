package dev.syncline.standalone.application;

import dev.syncline.standalone.engine.Engine;
import dev.syncline.standalone.platform.Platform;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the platform tells the application, as Spring properties. */
final class SpringProperties {
  private SpringProperties() {}

  static Map<String, Object> of(Platform platform, SessionSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "8s");
    properties.put("syncline.database.url", platform.postgres().jdbcUrl());
    properties.put("syncline.database.username", platform.postgres().username());
    properties.put("syncline.database.password", platform.postgres().password());
    properties.put("syncline.data-directory", platform.lease().directory().root().toString());
    properties.put(
        "syncline.secrets.keyset-file",
        platform.lease().directory().keys().resolve("credentials.json").toString());
    properties.put("spring.temporal.start-workers", settings.worker());
    properties.put("syncline.reconciler.enabled", settings.worker());
    // Schedules and webhooks belong to processes that stay.
    properties.put("syncline.triggers.enabled", settings.worker() && settings.web().isPresent());
    engine(platform.engine(), properties);
    settings.web().ifPresent(web -> web(web, properties));
    return properties;
  }

  private static void engine(Engine engine, Map<String, Object> properties) {
    properties.put("spring.temporal.connection.target", engine.address());
    properties.put("spring.temporal.namespace", engine.namespace());
    properties.put("syncline.engine.kind", engine.kind().word());
    engine.webUi().ifPresent(uri -> properties.put("syncline.engine.web-ui", uri.toString()));
  }

  private static void web(SessionSettings.Web web, Map<String, Object> properties) {
    properties.put("server.address", web.bind());
    properties.put("server.port", web.port());
    properties.put("server.shutdown", "graceful");
    if (web.probesOnly()) {
      properties.put("syncline.probes-only", true);
    }
    if (!web.filesRoots().isEmpty()) {
      properties.put(
          "syncline.files-roots",
          web.filesRoots().stream().map(Path::toString).collect(Collectors.joining(",")));
    }
  }
}
