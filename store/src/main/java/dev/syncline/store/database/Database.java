package dev.syncline.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * PostgreSQL as the application sees it: a pool whose sessions work as {@code syncline_app} and
 * transactions that begin by naming their tenant. A session that has named none sees no rows.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final @Nullable DatabasePlace place;

  private Database(HikariDataSource pool, @Nullable DatabasePlace place) {
    this.pool = pool;
    this.place = place;
    this.jdbc = JdbcClient.create(pool);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /** Migrates as the owner, then opens the application's pool. */
  public static Database open(DatabaseSettings settings) {
    SchemaSteps.take(
        Flyway.configure()
            .dataSource(owner(settings))
            .schemas("syncline")
            .defaultSchema("syncline")
            .createSchemas(true)
            .validateMigrationNaming(true)
            .load());
    return new Database(pool(settings), DatabasePlace.of(settings.url()));
  }

  private static DataSource owner(DatabaseSettings settings) {
    DriverManagerDataSource source = new DriverManagerDataSource(settings.url());
    Properties properties = new Properties();
    if (!settings.username().isEmpty()) {
      properties.setProperty("user", settings.username());
      properties.setProperty("password", settings.password());
    }
    source.setConnectionProperties(properties);
    return source;
  }

  private static HikariDataSource pool(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("syncline");
    config.setJdbcUrl(settings.url());
    if (!settings.username().isEmpty()) {
      config.setUsername(settings.username());
      config.setPassword(settings.password());
    }
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(2);
    config.setConnectionTimeout(5_000);
    config.setValidationTimeout(2_000);
    config.setInitializationFailTimeout(30_000);
    config.setConnectionInitSql("set role syncline_app; set search_path = syncline");
    config.addDataSourceProperty("ApplicationName", "syncline");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }

  /** One transaction that sees and writes the rows of one tenant. */
  public <T> T inTenant(String tenant, Supplier<T> work) {
    return inTransaction(
        () -> {
          jdbc.sql("select set_config('syncline.tenant', ?, true)")
              .param(tenant)
              .query(String.class)
              .single();
          return work.get();
        });
  }

  /** As {@link #inTenant}, for work that returns nothing. */
  public void runInTenant(String tenant, Runnable work) {
    inTenant(
        tenant,
        () -> {
          work.run();
          return true;
        });
  }

  /** One transaction across all tenants, with the few rights of the reconciler. */
  public <T> T asReconciler(Supplier<T> work) {
    return inTransaction(
        () -> {
          jdbc.sql("set local role syncline_reconciler").update();
          return work.get();
        });
  }

  /** One transaction that sees no tenant's rows; for staging. */
  @SuppressWarnings("NullAway") // the template hands through what the work returns
  public <T> T inTransaction(Supplier<T> work) {
    return transactions.execute(status -> work.get());
  }

  /** One transaction on a connection of its own, whatever the caller has open. */
  @SuppressWarnings("NullAway") // the template hands through what the work returns
  public <T> T inSeparateTransaction(Supplier<T> work) {
    TransactionTemplate separate =
        new TransactionTemplate(transactions.getTransactionManager(), transactions);
    separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return separate.execute(status -> work.get());
  }

  /** SQL within the current transaction. */
  public JdbcClient sql() {
    return jdbc;
  }

  /** Whether a JDBC URL leads to this very database. */
  public boolean isAt(String jdbcUrl) {
    DatabasePlace other = DatabasePlace.of(jdbcUrl);
    return place != null && other != null && place.same(other);
  }

  public DataSource dataSource() {
    return pool;
  }

  /** Whether the database answers within about two seconds. */
  public boolean reachable() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (java.sql.SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
