package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TasksTest {
  private static final String PEOPLE =
      """
      {"name":"people","entity":"customers","source":{"connection":"crm","resource":"people.csv"},
       "key":"rec_id","modified":"updated_at",
       "fields":{"zulu":"z","alpha":{"from":"a","apply":["trim"]}},"required":["zulu"]}
      """;
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  @BeforeEach
  void aConnection() {
    caller
        .post(
            "/api/connections",
            "{\"name\":\"crm\",\"connector\":\"csv\",\"settings\":{\"path\":\"/data\"}}")
        .expect(201);
  }

  @Test
  void keepsATaskAsItWasWritten() {
    Reply created = caller.post("/api/tasks", PEOPLE).expect(201);
    assertThat(created.header("Location")).isEqualTo("/api/tasks/people");
    Reply shown = caller.get("/api/tasks/people").expect(200);
    assertThat(shown.text("/entity")).isEqualTo("customers");
    assertThat(shown.at("/fields").propertyNames()).containsExactly("zulu", "alpha");
    assertThat(caller.get("/api/tasks").at("/total").asInt()).isEqualTo(1);
    Reply back = caller.put("/api/tasks/people", shown.response().body()).expect(200);
    assertThat(back.at("/fields")).isEqualTo(shown.at("/fields"));
  }

  @Test
  void namesEveryProblem() {
    Reply reply =
        caller
            .post(
                "/api/tasks",
                """
                {"name":"people","entity":"customers","source":{"connection":"cmr"},
                 "feilds":{},"writes":"sometimes"}
                """)
            .expectError(400, "INVALID_REQUEST");
    assertThat(reply.at("/error/details/problems").size()).isEqualTo(3);
    caller.post("/api/tasks", "{\"name\":\"people\"}").expectError(400, "INVALID_REQUEST");
    caller.post("/api/tasks", "{}").expectError(400, "INVALID_REQUEST");
  }

  @Test
  void namesAreGivenOnce() {
    caller.post("/api/tasks", PEOPLE).expect(201);
    caller.post("/api/tasks", PEOPLE).expectError(409, "NAME_TAKEN");
    caller.get("/api/tasks/nope").expectError(404, "NOT_FOUND");
    caller.put("/api/tasks/nope", PEOPLE).expectError(404, "NOT_FOUND");
    caller.delete("/api/tasks/nope").expectError(404, "NOT_FOUND");
    caller.post("/api/tasks/nope/trigger").expectError(404, "NOT_FOUND");
  }

  @Test
  void thoseOfASyncFileAreReadOnly() {
    caller.post("/api/tasks", PEOPLE).expect(201);
    sample.sql("update task set managed_by = 'file:/x.yaml' where tenant = :tenant");
    caller.put("/api/tasks/people", PEOPLE).expectError(409, "MANAGED_BY_FILE");
    caller.delete("/api/tasks/people").expectError(409, "MANAGED_BY_FILE");
  }

  @Test
  void runsOne() {
    caller.post("/api/tasks", PEOPLE).expect(201);
    Reply reply =
        caller.post("/api/tasks/people/trigger", "{\"mode\":\"incremental\"}").expect(202);
    assertThat(reply.text("/entity")).isEqualTo("customers");
    caller.post("/api/tasks/people/trigger").expectError(409, "SYNC_IN_PROGRESS");
    caller
        .post("/api/tasks/people/trigger", "{\"task\":\"other\"}")
        .expectError(400, "INVALID_REQUEST");
  }

  @Test
  void leavesProjectsTheirEntities() {
    caller.post("/api/v1/projects", "{\"name\":\"Docs\",\"path\":\"/docs\"}").expect(201);
    caller
        .post(
            "/api/tasks",
            "{\"name\":\"t\",\"entity\":\"docs\",\"source\":{\"connection\":\"crm\"}}")
        .expectError(409, "ENTITY_TAKEN");
  }
}
