package dev.syncline.standalone.platform;

import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.engine.EngineRequest;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform is to be.
 *
 * @param databaseUrl an external PostgreSQL in place of the embedded one
 * @param environment the process's variables
 */
public record PlatformSettings(
    DataDirectory data,
    CacheDirectory cache,
    Optional<String> databaseUrl,
    EngineRequest engine,
    Map<String, String> environment) {

  public PlatformSettings {
    environment = Map.copyOf(environment);
  }
}
