package dev.syncline.store.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pairs that were merged before the sides were kept whole can be taken apart as well. */
class MergesFromBeforeTest {
  private static void migrate(DataSource place, String to) {
    Flyway.configure()
        .dataSource(place)
        .schemas("syncline")
        .locations("classpath:db/migration")
        .target(to)
        .load()
        .migrate();
  }

  @Test
  void areGivenTheLeftRecordAsItCanBeTold() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      DataSource place = postgres.getPostgresDatabase();
      migrate(place, "14");
      JdbcClient sql = JdbcClient.create(place);
      sql.sql(
              """
              insert into syncline.record (tenant, entity, record_id, data, created_by, updated_by)
              select 't', 'people', r::uuid, '{"n":"all"}', r::uuid, r::uuid
              from unnest(array['00000000-0000-0000-0000-00000000000a',
                '00000000-0000-0000-0000-00000000000b',
                '00000000-0000-0000-0000-00000000000c']) r;
              insert into syncline.id_map (tenant, entity, connection, resource, external_id,
                record_id, hash, base, base_version, is_primary, sync_id)
              select 't', 'people', 'crm', '', id, '00000000-0000-0000-0000-00000000000a',
                gen_random_uuid(), cast(base as jsonb), 1, id = '1', gen_random_uuid()
              from (values ('1', '{"n":"one"}'), ('2', '{"n":"two"}'), ('3', '{"n":"three"}'))
                v(id, base);
              insert into syncline.duplicate (tenant, entity, status, automatic, score, left_id,
                right_id, right_ids, before_right, survivorship, reasons, sync_id, updated_at)
              select 't', 'people', 'merged', true, 1, '00000000-0000-0000-0000-00000000000a',
                cast(right_id as uuid), cast(ids as jsonb), '{"n":"?"}', 'merge_fields', '[]',
                gen_random_uuid(), now() + age
              from (values ('00000000-0000-0000-0000-00000000000b', '[["crm","","2"]]',
                  interval '0 s'),
                ('00000000-0000-0000-0000-00000000000c', '[["crm","","3"]]', interval '1 s'))
                v(right_id, ids, age);
              """)
          .update();

      migrate(place, "16");

      assertThat(
              sql.sql(
                      """
                      select merge_no || ' ' || coalesce(before_left ->> 'n', '-') || ' '
                        || coalesce(left_ids -> 0 ->> 'external_id', '-') || ' '
                        || (right_ids -> 0 ->> 'external_id') || ' '
                        || (right_ids -> 0 ->> 'primary')
                      from syncline.duplicate order by merge_no
                      """)
                  .query(String.class)
                  .list())
          .containsExactly("1 one 1 2 true", "2 - - 3 true");
    }
  }
}
