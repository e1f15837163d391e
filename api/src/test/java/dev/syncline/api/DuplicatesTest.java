package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);
  private UUID left;
  private UUID right;
  private String id;

  @BeforeEach
  void anOpenPair() {
    UUID run = sample.run("people", "completed", 2, 0, 0);
    left = sample.record(run, "people", "crm", "1", "{\"name\":\"Ann\",\"city\":\"Leeds\"}");
    right = sample.record(run, "people", "shop", "9", "{\"name\":\"Anne\"}");
    sample.sql(
        """
        insert into duplicate (tenant, entity, status, automatic, score, left_id, right_id,
          survivorship, reasons, sync_id)
        values (:tenant, 'people', 'open', false, 0.7, '%s', '%s', 'merge_fields',
          '[{"field":"name","left":"Ann","right":"Anne","similarity":0.9,"weight":3.5}]', '%s')
        """
            .formatted(left, right, run));
    id = list("open").text("/items/0/id");
  }

  private Reply list(String status) {
    return caller.get("/api/duplicates?entity=people&status=" + status).expect(200);
  }

  @Test
  void showsThePairWithItsReasons() {
    Reply listed = list("open");
    assertThat(listed.at("/total").asInt()).isEqualTo(1);
    assertThat(listed.text("/items/0/left/record_id")).isEqualTo(left.toString());
    assertThat(listed.text("/items/0/right/external_ids/0/external_id")).isEqualTo("9");
    assertThat(listed.text("/items/0/right/data/name")).isEqualTo("Anne");
    assertThat(listed.at("/items/0/reasons/0/weight").asDouble()).isEqualTo(3.5);
  }

  @Test
  void mergesAndTakesApart() {
    Reply merged = caller.post("/api/duplicates/" + id + "/merge").expect(200);
    assertThat(merged.text("/status")).isEqualTo("merged");
    assertThat(merged.text("/decided_by")).isEqualTo("local user");
    assertThat(caller.get("/api/records/people/" + right).expect(200).text("/merged_into"))
        .isEqualTo(left.toString());
    Reply one = caller.get("/api/records/people/" + left).expect(200);
    assertThat(one.text("/data/name")).isEqualTo("Anne");
    assertThat(one.at("/external_ids").size()).isEqualTo(2);
    assertThat(one.text("/history/0/operation")).isEqualTo("merge");
    assertThat(one.text("/history/0/by")).isEqualTo("local user");
    caller.post("/api/duplicates/" + id + "/merge").expectError(409, "CONFLICT");

    caller.post("/api/duplicates/" + id + "/unmerge").expect(200);

    assertThat(caller.get("/api/records/people/" + left).text("/data/name")).isEqualTo("Ann");
    assertThat(caller.get("/api/records/people/" + right).text("/external_ids/0/external_id"))
        .isEqualTo("9");
    assertThat(list("unmerged").at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void takesApartWhatWentIntoAThirdSince() {
    UUID run = sample.run("people", "completed", 1, 0, 0);
    UUID third = sample.record(run, "people", "crm", "3", "{\"city\":\"York\"}");
    sample.sql(
        """
        insert into duplicate (tenant, entity, status, automatic, score, left_id, right_id,
          survivorship, reasons, sync_id)
        values (:tenant, 'people', 'open', false, 0.6, '%s', '%s', 'merge_fields', '[]', '%s')
        """
            .formatted(third, left, run));
    String other = list("open").text("/items/1/id");
    caller.post("/api/duplicates/" + id + "/merge").expect(200);
    caller.post("/api/duplicates/" + other + "/merge").expect(200);

    caller.post("/api/duplicates/" + id + "/unmerge").expect(200);

    assertThat(caller.get("/api/records/people/" + right).text("/data/name")).isEqualTo("Anne");
    Reply one = caller.get("/api/records/people/" + third).expect(200);
    assertThat(one.text("/data/name")).isEqualTo("Ann");
    assertThat(one.text("/data/city")).isEqualTo("Leeds");
    assertThat(one.at("/external_ids").size()).isEqualTo(2);
    caller.post("/api/duplicates/" + other + "/unmerge").expect(200);
    assertThat(caller.get("/api/records/people/" + third).text("/data/city")).isEqualTo("York");
    assertThat(caller.get("/api/records/people/" + left).text("/data/city")).isEqualTo("Leeds");
  }

  @Test
  void dismissesOnce() {
    Reply dismissed = caller.post("/api/duplicates/" + id + "/dismiss").expect(200);
    assertThat(dismissed.text("/status")).isEqualTo("dismissed");
    assertThat(dismissed.text("/decided_by")).isEqualTo("local user");
    caller.post("/api/duplicates/" + id + "/dismiss").expectError(409, "CONFLICT");
    caller.post("/api/duplicates/" + id + "/unmerge").expectError(409, "CONFLICT");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    caller.post("/api/duplicates/" + UUID.randomUUID() + "/merge").expectError(404, "NOT_FOUND");
    caller.get("/api/duplicates?status=maybe").expectError(400, "INVALID_REQUEST");
  }
}
