package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConflictsTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);
  private UUID run;
  private UUID record;
  private String id;

  /** The record holds what the source had; books, the second system, showed something else. */
  @BeforeEach
  void anOpenConflict() {
    run = sample.run("people", "completed", 1, 0, 0);
    record =
        sample.record(
            run, "people", "books", "7", "{\"name\":\"Anna\",\"age\":1,\"city\":\"Rome\"}");
    sample.conflict(run, "people", record, 1, "books", "7");
    id = list("open").text("/items/0/id");
  }

  private Reply list(String status) {
    return caller.get("/api/conflicts?entity=people&status=" + status).expect(200);
  }

  private Reply resolve(String fields) {
    return caller.post("/api/conflicts/" + id + "/resolve", "{\"fields\":" + fields + "}");
  }

  private Reply held() {
    return caller.get("/api/records/people/" + record).expect(200);
  }

  @Test
  void showsEachFieldWithItsThreeValues() {
    Reply listed = list("open");
    assertThat(listed.at("/total").asInt()).isEqualTo(1);
    Reply shown = caller.get("/api/conflicts/" + id).expect(200);
    assertThat(shown.json()).isEqualTo(listed.at("/items/0"));
    assertThat(shown.text("/record_id")).isEqualTo(record.toString());
    assertThat(shown.text("/connection")).isEqualTo("books");
    assertThat(shown.text("/strategy")).isEqualTo("manual");
    assertThat(shown.text("/status")).isEqualTo("open");
    assertThat(shown.text("/fields/0/base")).isEqualTo("Ann");
    assertThat(shown.text("/fields/0/source")).isEqualTo("Anna");
    assertThat(shown.text("/fields/0/target")).isEqualTo("Annabel");
    assertThat(shown.at("/fields/0/chosen").isNull()).isTrue();
    assertThat(shown.text("/fields/0/strategy")).isEqualTo("manual");
    assertThat(shown.text("/sync_id")).isEqualTo(run.toString());
    assertThat(shown.at("/fields/1/target").isNull()).isTrue();
    assertThat(shown.at("/resolved_by").isNull()).isTrue();
  }

  @Test
  void whatTheSourceShowedIsTheSourcesValue() {
    sample.sql("update conflict set leg = 0 where tenant = :tenant");
    Reply shown = caller.get("/api/conflicts/" + id).expect(200);
    assertThat(shown.text("/fields/0/source")).isEqualTo("Annabel");
    assertThat(shown.text("/fields/0/target")).isEqualTo("Anna");
    resolve("{\"name\":\"source\",\"age\":\"target\"}").expect(200);
    assertThat(held().text("/data/name")).isEqualTo("Annabel");
    assertThat(held().at("/data/age").asInt()).isEqualTo(1);
  }

  @Test
  void resolvesOnceAndUndoesOnce() {
    Reply resolved = resolve("{\"name\":\"target\",\"age\":{\"value\":3}}").expect(200);

    assertThat(resolved.text("/status")).isEqualTo("resolved");
    assertThat(resolved.text("/resolved_by")).isEqualTo("local user");
    assertThat(resolved.text("/resolved_at")).isNotEmpty();
    assertThat(resolved.text("/fields/0/chosen")).isEqualTo("target");
    assertThat(resolved.text("/fields/1/chosen")).isEqualTo("value");
    assertThat(held().at("/data").toString())
        .contains("\"name\":\"Annabel\"", "\"age\":3", "\"city\":\"Rome\"");
    assertThat(held().at("/version").asInt()).isEqualTo(2);
    resolve("{\"name\":\"target\",\"age\":\"source\"}").expectError(409, "CONFLICT");
    assertThat(list("open").at("/total").asInt()).isZero();

    Reply undone = caller.post("/api/conflicts/" + id + "/undo").expect(200);

    assertThat(undone.at("/undone").asBoolean()).isTrue();
    assertThat(held().text("/data/name")).isEqualTo("Anna");
    assertThat(held().at("/data/age").asInt()).isEqualTo(1);
    assertThat(held().at("/version").asInt()).isEqualTo(3);
    caller.post("/api/conflicts/" + id + "/undo").expectError(409, "CONFLICT");
  }

  @Test
  void aSideWithoutAValueClearsTheField() {
    resolve("{\"name\":\"source\",\"age\":\"target\"}").expect(200);
    assertThat(held().at("/data").has("age")).isFalse();
    assertThat(
            sample.count(
                "select count(*) from id_map where base ->> 'name' = 'Annabel'"
                    + " and base -> 'age' is null and tenant = :tenant"))
        .isEqualTo(1);
  }

  @Test
  void aFieldThatChangedSinceIsNotUndone() {
    resolve("{\"name\":\"target\",\"age\":\"source\"}").expect(200);
    sample.sql("update record set data = data || '{\"name\":\"Bea\"}' where tenant = :tenant");
    assertThat(
            caller
                .post("/api/conflicts/" + id + "/undo")
                .expectError(409, "CONFLICT")
                .text("/error/message"))
        .contains("name");
    assertThat(held().text("/data/name")).isEqualTo("Bea");
  }

  @Test
  void aRecordThatIsGoneIsNotWritten() {
    sample.sql("update record set deleted_at = now() where tenant = :tenant");
    resolve("{\"name\":\"target\",\"age\":\"source\"}").expectError(409, "CONFLICT");
    assertThat(list("open").at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void everyFieldIsDecidedAndNoOther() {
    assertThat(
            resolve("{\"name\":\"target\"}")
                .expectError(400, "INVALID_REQUEST")
                .text("/error/message"))
        .isEqualTo(
            "fields must decide over age as well; the fields of this conflict are age, name");
    assertThat(
            resolve("{\"name\":\"target\",\"nmae\":\"source\"}")
                .expectError(400, "INVALID_REQUEST")
                .text("/error/message"))
        .isEqualTo("there is no conflict over nmae; the fields of this conflict are age, name");
    resolve("{\"name\":\"left\",\"age\":\"source\"}").expectError(400, "INVALID_REQUEST");
    resolve("{\"name\":{\"worth\":1},\"age\":\"source\"}").expectError(400, "INVALID_REQUEST");
    resolve("[]").expectError(400, "INVALID_REQUEST");
    assertThat(list("open").at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    String none = "/api/conflicts/" + UUID.randomUUID();
    caller.get(none).expectError(404, "NOT_FOUND");
    caller.post(none + "/resolve", "{\"fields\":{}}").expectError(404, "NOT_FOUND");
    caller.post(none + "/undo").expectError(404, "NOT_FOUND");
    caller.post("/api/conflicts/" + id + "/undo").expectError(409, "CONFLICT");
    caller.get("/api/conflicts?status=maybe").expectError(400, "INVALID_REQUEST");
  }

  /** Of a task that is gone, so that no deletion may leave its system. */
  @Test
  void aRecordThatASystemDeletedIsKeptAsAWhole() {
    sample.sql(
        """
        update conflict set kind = 'delete', fields =
          '[{"field":"name","base":"Ann","record":"Anna","incoming":null,"chosen":null},
            {"field":"age","base":2,"record":1,"incoming":null,"chosen":null}]'
        where tenant = :tenant
        """);
    Reply shown = caller.get("/api/conflicts/" + id).expect(200);
    assertThat(shown.text("/kind")).isEqualTo("delete");
    assertThat(shown.text("/fields/0/source")).isEqualTo("Anna");
    assertThat(shown.at("/fields/0/target").isNull()).isTrue();

    resolve("{\"name\":\"source\",\"age\":\"target\"}").expectError(400, "INVALID_REQUEST");
    resolve("{\"name\":\"target\",\"age\":\"target\"}").expectError(409, "CONFLICT");
    Reply kept = resolve("{\"name\":\"source\",\"age\":{\"value\":7}}").expect(200);

    assertThat(kept.text("/fields/0/chosen")).isEqualTo("source");
    assertThat(kept.text("/resolved_by")).isEqualTo("local user");
    assertThat(held().at("/data/age").asInt()).isEqualTo(7);
    caller.post("/api/conflicts/" + id + "/undo").expectError(409, "CONFLICT");
    assertThat(held().at("/deleted_at").isNull()).isTrue();
  }
}
