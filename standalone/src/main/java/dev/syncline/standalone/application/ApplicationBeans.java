package dev.syncline.standalone.application;

import dev.syncline.api.access.AccessMode;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.key.ApiKeys;
import dev.syncline.store.secrets.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the modules expect of the application they are part of. */
@Configuration(proxyBeanMethods = false)
class ApplicationBeans {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Database database(
      @Value("${syncline.database.url}") String url,
      @Value("${syncline.database.username}") String username,
      @Value("${syncline.database.password}") String password,
      @Value("${syncline.database.pool-size:32}") int poolSize) {
    return Database.open(new DatabaseSettings(url, username, password, poolSize));
  }

  /** The key comes from the environment where it is given there, else from the data directory. */
  @Bean
  Secrets secrets(
      @Value("${SYNCLINE_KEYSET:}") String keyset,
      @Value("${syncline.secrets.keyset-file}") Path file) {
    return keyset.isBlank() ? Secrets.fromFile(file) : Secrets.fromKeyset(keyset);
  }

  @Bean
  Connectors connectors() {
    return Connectors.installed();
  }

  @Bean
  ConnectorContext connectorContext(Clock clock, EgressPolicy egress) {
    return new ConnectorContext(clock, egress, () -> {});
  }

  /**
   * Private and loopback addresses are open where nobody but this machine's user gives orders: on
   * the open loopback. A worker stands behind an API elsewhere as soon as there are keys for one.
   */
  @Bean
  EgressPolicy egress(
      AccessMode mode,
      ApiKeys keys,
      @Value("${syncline.probes-only:false}") boolean behindAnApi,
      @Value("${syncline.egress.allow:}") List<String> allowed) {
    boolean open = mode.open() && !(behindAnApi && keys.any());
    return open
        ? EgressPolicy.permissive()
        : EgressPolicy.strict(allowed.stream().filter(name -> !name.isBlank()).toList());
  }

  @Bean
  SyncFileReader syncFileReader(Connectors connectors) {
    return new SyncFileReader(connectors);
  }
}
