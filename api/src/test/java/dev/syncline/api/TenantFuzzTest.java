package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two tenants have the same names and external ids; one calls every route with the other's ids, in
 * any order. Nothing of the other's is seen, nothing of it changes.
 */
class TenantFuzzTest {
  private static final String CANARY = "only-the-owner-knows";
  private static final ApiServer SERVER = ApiServer.shared();
  private static final Caller OWNER = SERVER.newTenant();
  private static final Caller STRANGER = SERVER.newTenant();
  private static final Routes ROUTES = Routes.of(STRANGER);
  private static final List<String> IDS = prepare();

  private static List<String> prepare() {
    Sample.task(STRANGER, "shop", "all-orders", "orders");
    Sample.task(OWNER, "shop", "all-orders", "orders");
    String project = "{\"name\":\"Docs\",\"path\":\"/srv/%s\"}";
    STRANGER.post("/api/v1/projects", project.formatted("x")).expect(201);
    OWNER.post("/api/v1/projects", project.formatted(CANARY)).expect(201);
    String schedule =
        OWNER
            .post(
                "/api/sync/schedules",
                "{\"entity\":\"orders\",\"cron\":\"@yearly\",\"name\":\"%s\"}".formatted(CANARY))
            .expect(201)
            .text("/id");
    Sample sample = Sample.of(SERVER, OWNER);
    UUID run = sample.run("orders", "completed", 1, 0, 0);
    UUID open = sample.run("invoices", "running", 0, 0, 0);
    sample.sql(
        "update run set dry_run = true, idempotency_key = 'the-key', error = '%s' where tenant = :tenant and sync_id = '%s'"
            .formatted(CANARY, run));
    UUID record =
        sample.record(run, "orders", "shop", "o-1", "{\"name\":\"%s\"}".formatted(CANARY));
    UUID other = sample.record(run, "orders", "shop", "o-2", "{\"name\":\"%s\"}".formatted(CANARY));
    UUID failure = sample.failure(run, "all-orders", "orders", "o-3");
    sample.sql("update failure set message = '%s' where tenant = :tenant".formatted(CANARY));
    UUID pair = UUID.randomUUID();
    sample.sql(
        """
        insert into duplicate (tenant, id, entity, status, automatic, score, left_id, right_id,
          survivorship, reasons, sync_id)
        values (:tenant, '%s', 'orders', 'open', false, 0.9, '%s', '%s', 'merge_fields', '[]', '%s')
        """
            .formatted(pair, record, other, run));
    return List.of(
        run.toString(),
        open.toString(),
        record.toString(),
        other.toString(),
        failure.toString(),
        pair.toString(),
        schedule,
        "the-key");
  }

  record Call(Routes.Route route, String id, String body, String query) {}

  @Provide
  Arbitrary<List<Call>> calls() {
    List<String> bodies =
        List.of(
            "{}",
            "{\"confirm\":true}",
            "{\"ids\":[\"o-1\"]}",
            "{\"entity\":\"orders\"}",
            "{\"record_ids\":[\"%s\"]}".formatted(IDS.get(4)),
            "{\"task\":\"all-orders\",\"idempotency_key\":\"the-key\"}",
            "{\"entity\":\"orders\",\"cron\":\"@daily\",\"enabled\":false}",
            "{\"name\":\"Docs\",\"path\":\"/srv/y\"}",
            "{\"payload\":{\"id\":\"o-3\"}}",
            "{\"fields\":{\"name\":\"source\"}}",
            "{\"name\":\"shop\",\"connector\":\"csv\",\"settings\":{\"path\":\"/y\"}}");
    List<String> queries =
        List.of(
            "",
            "?entity=orders",
            "?connection=shop&external_id=o-1",
            "?sync_id=" + IDS.get(0),
            "?record_id=" + IDS.get(2),
            "?tenant=" + OWNER.tenant,
            "?deleted=true&limit=500");
    return Combinators.combine(
            Arbitraries.of(ROUTES.answering()),
            Arbitraries.of(IDS),
            Arbitraries.of(bodies),
            Arbitraries.of(queries))
        .as(Call::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 60)
  void nothingIsSeenAndNothingChanged(@ForAll("calls") List<Call> calls) {
    Map<String, String> before = everythingOfTheOwner();
    for (Call call : calls) {
      String path = call.route().with(name -> value(name, call.id())) + call.query();
      String body =
          call.route().reads() || call.route().method().equals("DELETE") ? null : call.body();
      Caller.Reply reply = STRANGER.send(call.route().method(), path, body);
      assertThat(reply.response().body()).as("%s", call).doesNotContain(CANARY);
      assertThat(reply.status()).as("%s: %s", call, reply.response().body()).isLessThan(500);
    }
    assertThat(everythingOfTheOwner()).isEqualTo(before);
  }

  /** Names are the same in both tenants; ids are the owner's. */
  private static String value(String name, String id) {
    return switch (name) {
      case "entity" -> "orders";
      case "connection" -> "shop";
      case "slug" -> "docs";
      case "name" -> id.compareTo("8") < 0 ? "shop" : "all-orders";
      default -> id;
    };
  }

  /** A digest of each table's rows, read as the superuser, whom no policy binds. */
  private static Map<String, String> everythingOfTheOwner() {
    JdbcClient all = JdbcClient.create(SERVER.postgres.getPostgresDatabase());
    Map<String, String> digests = new TreeMap<>();
    for (String table :
        all.sql(
                "select table_name from information_schema.columns"
                    + " where table_schema = 'syncline' and column_name = 'tenant'")
            .query(String.class)
            .list()) {
      digests.put(
          table,
          all.sql(
                  "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                      + " from syncline."
                      + table
                      + " t where tenant = ?")
              .param(OWNER.tenant)
              .query(String.class)
              .single());
    }
    assertThat(digests).isNotEmpty();
    assertThat(digests.get("record")).startsWith("2 ");
    return digests;
  }
}
