package dev.syncline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The same work as a database alone would do it: COPY into an unlogged table, then INSERT … ON
 * CONFLICT into two tables with the columns, indexes and storage of the product's own, in the same
 * server, in one transaction.
 */
final class Floor implements AutoCloseable {
  private static final String STAGED =
      People.FIELDS.stream().map(field -> field + " text").collect(Collectors.joining(", "));
  private static final String DATA =
      People.COPIED.stream()
          .map(field -> "'" + field + "', s." + field)
          .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));

  /** Increasing like the product's, and found again without a join. */
  private static final String RECORD_ID =
      "('01980000-0000-7000-8000-' || lpad(to_hex(substr(s.id, 2)::bigint), 12, '0'))::uuid";

  private static final String RECORDS =
      """
      insert into floor.record as r (tenant, entity, record_id, data, modified_at, created_by,
        updated_by)
      select 'floor', '%1$s', %2$s, %3$s, s.updated_at::timestamptz, '%4$s', '%4$s'
      from floor.staged s
      on conflict (tenant, entity, record_id) do update
        set data = excluded.data, version = r.version + 1, modified_at = excluded.modified_at,
          updated_by = excluded.updated_by, updated_at = now()
        where r.data is distinct from excluded.data
      """;

  private static final String IDS =
      """
      insert into floor.id_map as m (tenant, entity, connection, resource, external_id, record_id,
        hash, base_version, modified_at, sync_id)
      select 'floor', '%1$s', 'crm', '', s.id, %2$s, md5(s::text)::uuid, 1,
        s.updated_at::timestamptz, '%4$s'
      from floor.staged s
      on conflict (tenant, entity, connection, resource, external_id) do update
        set hash = excluded.hash, base_version = m.base_version + 1, sync_id = excluded.sync_id,
          synced_at = now()
        where m.hash is distinct from excluded.hash
      """;

  private static final String RUN = "00000000-0000-0000-0000-000000000001";

  private final Connection connection;

  private Floor(Connection connection) {
    this.connection = connection;
  }

  /** Makes its tables beside the product's, which must have been migrated. */
  static Floor open(String jdbcUrl) throws SQLException {
    Floor floor = new Floor(DriverManager.getConnection(jdbcUrl));
    floor.execute("create schema floor");
    for (String table : new String[] {"record", "id_map"}) {
      floor.execute(
          "create table floor.%1$s (like syncline.%1$s including all) with (fillfactor = 85)"
              .formatted(table));
    }
    return floor;
  }

  /** Loads the file and answers how long that took. */
  long load(Path file, String entity) throws SQLException, IOException {
    long began = System.nanoTime();
    connection.setAutoCommit(false);
    try (Statement sql = connection.createStatement();
        BufferedReader rows = Files.newBufferedReader(file)) {
      sql.execute("create unlogged table floor.staged (" + STAGED + ")");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy floor.staged from stdin (format csv, header)", rows);
      sql.execute(RECORDS.formatted(entity, RECORD_ID, DATA, RUN));
      sql.execute(IDS.formatted(entity, RECORD_ID, DATA, RUN));
      sql.execute("drop table floor.staged");
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  /** Lets no measurement pay for the pages that an earlier one left to be written. */
  void settle() throws SQLException {
    execute("vacuum (analyze) syncline.record, syncline.id_map, floor.record, floor.id_map");
    execute("checkpoint");
  }

  private void execute(String statement) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** What an entity holds, to be compared with what the product made of the same file. */
  String digest(String schema, String entity) throws SQLException {
    try (Statement sql = connection.createStatement();
        var row =
            sql.executeQuery(
                """
                select count(*) || ' ' || md5(string_agg(m.external_id || r.data::text, '|'
                  order by m.external_id))
                from %1$s.record r join %1$s.id_map m
                  on m.tenant = r.tenant and m.entity = r.entity and m.record_id = r.record_id
                where r.entity = '%2$s'
                """
                    .formatted(schema, entity))) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
