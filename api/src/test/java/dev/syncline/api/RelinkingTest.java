package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelinkingTest {
  private static final String ROW = "/api/id-map?entity=people&connection=crm&external_id=1";

  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);
  private UUID run;
  private UUID ann;
  private UUID bob;

  @BeforeEach
  void twoRecords() {
    Sample.task(caller, "crm", "all-people", "people");
    run = sample.run("people", "completed", 2, 0, 0);
    ann = sample.record(run, "people", "crm", "1", "{\"name\":\"Ann\"}");
    bob = sample.record(run, "people", "crm", "2", "{\"name\":\"Bob\"}");
  }

  private Caller.Reply link(String connection, String externalId, Object record) {
    return caller.put(
        "/api/id-map",
        "{\"entity\":\"people\",\"connection\":\"%s\",\"external_id\":\"%s\",\"record_id\":\"%s\"}"
            .formatted(connection, externalId, record));
  }

  private Caller.Reply shown(UUID record) {
    return caller.get("/api/records/people/" + record).expect(200);
  }

  /** The newest change comes first. */
  private String lastOperation(UUID record) {
    return shown(record).text("/history/0/operation");
  }

  @Test
  void aRowBecomesAnotherRecordsAndBothTellIt() {
    Caller.Reply linked = link("crm", "1", bob).expect(200);
    assertThat(linked.text("/record_id")).isEqualTo(bob.toString());
    assertThat(linked.text("/external_id")).isEqualTo("1");
    assertThat(linked.text("/resource")).isEmpty();

    assertThat(caller.get(ROW).text("/items/0/record_id")).isEqualTo(bob.toString());
    assertThat(lastOperation(ann)).isEqualTo("unlink");
    assertThat(lastOperation(bob)).isEqualTo("link");
    assertThat(shown(bob).text("/history/0/by")).isEqualTo("local user");
    assertThat(
            sample.count(
                "select count(*) from id_map where tenant = :tenant and external_id = '1'"
                    + " and base = '{}' and not is_primary and is_source"))
        .isEqualTo(1);
    link("crm", "1", bob).expect(200);
    assertThat(shown(bob).at("/version").asInt()).isEqualTo(2);
  }

  @Test
  void aRecordWithoutARowGoesAndARowBringsItBack() {
    link("crm", "1", bob).expect(200);
    assertThat(shown(ann).at("/deleted_at").isNull()).isFalse();
    link("crm", "2", ann).expect(200);

    assertThat(shown(ann).at("/deleted_at").isNull()).isTrue();
    assertThat(shown(ann).text("/data/name")).isEqualTo("Ann");
    assertThat(shown(ann).text("/external_ids/0/external_id")).isEqualTo("2");
    assertThat(shown(bob).text("/external_ids/0/external_id")).isEqualTo("1");
    assertThat(shown(bob).at("/deleted_at").isNull()).isTrue();
  }

  @Test
  void theRowThatIsLeftIsWrittenBackTo() {
    link("crm", "1", bob).expect(200);
    caller.delete(ROW.replace("_id=1", "_id=2")).expect(204);
    assertThat(
            sample.count(
                "select count(*) from id_map where tenant = :tenant and external_id = '1'"
                    + " and is_primary"))
        .isEqualTo(1);
  }

  @Test
  void anUnlinkedRowWaitsForNobody() {
    sample.conflict(run, "people", ann, 0, "crm", "1");
    caller.delete(ROW).expect(204);
    assertThat(caller.get(ROW).at("/total").asInt()).isZero();
    assertThat(lastOperation(ann)).isEqualTo("unlink");
    assertThat(caller.get("/api/conflicts").text("/items/0/resolved_by")).isEqualTo("local user");
    caller.delete(ROW).expectError(404, "NOT_FOUND");
  }

  @Test
  void whatCannotBeLinkedIsRefused() {
    link("crm", "1", UUID.randomUUID()).expectError(404, "NOT_FOUND");
    link("shop", "1", bob).expectError(400, "INVALID_REQUEST");
    link("crm", "1", "7").expectError(400, "INVALID_REQUEST");
    caller.put("/api/id-map", "{\"entity\":\"people\"}").expectError(400, "INVALID_REQUEST");
    caller.put("/api/id-map", "{\"entty\":\"people\"}").expectError(400, "INVALID_REQUEST");
    caller.delete("/api/id-map?entity=people").expectError(400, "INVALID_REQUEST");
    sample.sql(
        "update record set merged_into = '"
            + ann
            + "', deleted_at = now()"
            + " where tenant = :tenant and data ->> 'name' = 'Bob'");
    link("crm", "1", bob).expectError(409, "CONFLICT");
    assertThat(caller.get(ROW).text("/items/0/record_id")).isEqualTo(ann.toString());
  }

  @Test
  void ofTwoResourcesOneIsNamed() {
    for (String file : new String[] {"a.csv", "b.csv"}) {
      caller
          .post(
              "/api/tasks",
              """
              {"name":"of-%s","entity":"people","key":"id",
               "source":{"connection":"crm","resource":"%s"}}
              """
                  .formatted(file, file))
          .expect(201);
    }
    assertThat(link("crm", "9", bob).expectError(400, "INVALID_REQUEST").text("/error/message"))
        .contains("a.csv", "b.csv");
    caller
        .put(
            "/api/id-map",
            "{\"entity\":\"people\",\"connection\":\"crm\",\"resource\":\"b.csv\","
                + "\"externalId\":\"9\",\"recordId\":\""
                + bob
                + "\"}")
        .expect(200);
  }

  @Test
  void anotherTenantsRowsAndRecordsAreNotThere() {
    Caller other = server.newTenant();
    Sample.task(other, "crm", "all-people", "people");
    other.delete(ROW).expectError(404, "NOT_FOUND");
    other
        .put(
            "/api/id-map",
            "{\"entity\":\"people\",\"connection\":\"crm\",\"external_id\":\"1\",\"record_id\":\""
                + bob
                + "\"}")
        .expectError(404, "NOT_FOUND");
    assertThat(caller.get(ROW).text("/items/0/record_id")).isEqualTo(ann.toString());
  }
}
