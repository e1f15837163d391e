package dev.syncline.standalone.platform;

import dev.syncline.standalone.engine.Engine;
import dev.syncline.standalone.engine.EngineKind;
import dev.syncline.standalone.engine.Engines;
import dev.syncline.standalone.lease.DataLease;
import dev.syncline.standalone.lease.EngineLease;
import dev.syncline.standalone.postgres.EmbeddedPostgres;
import dev.syncline.standalone.postgres.ExternalPostgres;
import dev.syncline.standalone.postgres.Postgres;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Everything below the application, up and answering. {@link Closing} takes it down again.
 *
 * @param engineLease of an in-process engine on a database that other machines may use too
 */
public record Platform(
    DataLease lease, Postgres postgres, Engine engine, Optional<EngineLease> engineLease) {

  /** Brings it up in order: lease, PostgreSQL, engine. */
  public static Platform open(PlatformSettings settings, Clock clock, Closing closing) {
    DataLease lease = closing.add("the data directory", DataLease.acquire(settings.data(), clock));
    Postgres postgres = closing.add("PostgreSQL", postgres(settings, lease));
    Engine engine =
        closing.add(
            "the engine",
            new Engines(settings.cache(), settings.environment()).open(settings.engine(), lease));
    Optional<EngineLease> engineLease = Optional.empty();
    if (engine.kind() == EngineKind.IN_PROCESS && postgres instanceof ExternalPostgres) {
      engineLease =
          Optional.of(
              closing.add(
                  "the engine's lease",
                  EngineLease.acquire(new DriverManagerDataSource(postgres.jdbcUrl()))));
    }
    return new Platform(lease, postgres, engine, engineLease);
  }

  private static Postgres postgres(PlatformSettings settings, DataLease lease) {
    if (settings.databaseUrl().isPresent()) {
      return ExternalPostgres.open(settings.databaseUrl().get(), lease);
    }
    return EmbeddedPostgres.open(lease, settings.cache());
  }
}
