package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import dev.syncline.store.project.Projects;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectsTest {
  private static final String DOCS = "/api/v1/projects/docs";
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);
  private final Projects projects = server.bean(Projects.class);

  private void create() {
    caller
        .post("/api/v1/projects", "{\"name\":\"Docs\",\"slug\":\"docs\",\"path\":\"/srv/docs\"}")
        .expect(201);
  }

  /** What the end of a run leaves. */
  private void end(String error) {
    sample.endRuns();
    projects.ended(caller.tenant, "docs", error, Instant.now());
  }

  private String status() {
    return caller.get(DOCS).expect(200).text("/sync_status");
  }

  @Test
  void makesASlugOfTheName() {
    Reply reply =
        caller
            .post("/api/v1/projects", "{\"name\":\" Größe & Maß: Ä1 \",\"path\":\"/srv/x\"}")
            .expect(201);
    assertThat(reply.text("/slug")).isEqualTo("gro-e-ma-a1");
    assertThat(reply.text("/name")).isEqualTo("Größe & Maß: Ä1");
    assertThat(reply.header("Location")).isEqualTo("/api/v1/projects/gro-e-ma-a1");
    assertThat(reply.text("/sync_status")).isEqualTo("never_synced");
    assertThat(reply.at("/sync_error").isNull()).isTrue();
    assertThat(reply.at("/last_synced_at").isNull()).isTrue();
    assertThat(reply.at("/document_count").asInt(-1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"Docs\"}",
        "{\"path\":\"/srv\"}",
        "{\"name\":\" \",\"path\":\"/srv\"}",
        "{\"name\":\"Docs\",\"path\":\"\"}",
        "{\"name\":\"Docs\",\"path\":\"srv/docs\"}",
        "{\"name\":\"Docs\",\"path\":\"/srv/\\u0000\"}",
        "{\"name\":\"!!!\",\"path\":\"/srv\"}",
        "{\"name\":\"Docs\",\"slug\":\"a b\",\"path\":\"/srv\"}",
        "{\"name\":\"Docs\",\"slug\":\"status\",\"path\":\"/srv\"}",
        "{\"name\":\"Docs\",\"slog\":\"docs\",\"path\":\"/srv\"}"
      })
  void refusesWhatIsNotAProject(String body) {
    caller.post("/api/v1/projects", body).expectError(400, "INVALID_REQUEST");
  }

  @Test
  void slugsAreTakenOnceAlsoByTasks() {
    create();
    caller
        .post("/api/v1/projects", "{\"name\":\"docs\",\"path\":\"/x\"}")
        .expectError(409, "SLUG_TAKEN");
    Sample.task(caller, "shop", "t", "orders");
    caller
        .post("/api/v1/projects", "{\"name\":\"Orders\",\"path\":\"/x\"}")
        .expectError(409, "SLUG_TAKEN");
  }

  @Test
  void changesNameAndPath() {
    create();
    Reply reply = caller.put(DOCS, "{\"name\":\"Handbook\"}").expect(200);
    assertThat(reply.text("/name")).isEqualTo("Handbook");
    assertThat(reply.text("/path")).isEqualTo("/srv/docs");
    assertThat(caller.put(DOCS, "{\"path\":\"/srv/new\"}").expect(200).text("/path"))
        .isEqualTo("/srv/new");
    assertThat(
            sample.count(
                "select count(*) from connection where tenant = :tenant"
                    + " and settings ->> 'path' = '/srv/new'"))
        .isEqualTo(1);
    caller.put(DOCS, "{\"slug\":\"other\"}").expectError(400, "INVALID_REQUEST");
    caller.put("/api/v1/projects/nope", "{}").expectError(404, "NOT_FOUND");
  }

  @Test
  void edgeCase1UnknownProjectsCannotBeSynced() {
    caller.post("/api/v1/projects/nope/sync").expectError(404, "NOT_FOUND");
    caller.get("/api/v1/projects/nope").expectError(404, "NOT_FOUND");
    caller.get("/api/v1/projects/nope/documents").expectError(404, "NOT_FOUND");
    caller.delete("/api/v1/projects/nope").expectError(404, "NOT_FOUND");
  }

  @Test
  void edgeCase2AMissingPathIsAnErrorOfTheSync() {
    caller
        .post("/api/v1/projects", "{\"name\":\"Docs\",\"path\":\"/no/such/directory\"}")
        .expect(201);
    caller.post(DOCS + "/sync").expect(202);
    end("the directory /no/such/directory does not exist");
    Reply project = caller.get(DOCS).expect(200);
    assertThat(project.text("/sync_status")).isEqualTo("error");
    assertThat(project.text("/sync_error")).contains("/no/such/directory");
    assertThat(project.at("/last_synced_at").isNull()).isTrue();
  }

  @Test
  void edgeCase3ASyncAfterAFailureForgetsTheError() {
    create();
    projects.ended(caller.tenant, "docs", "it broke", Instant.now());
    assertThat(status()).isEqualTo("error");
    caller.post(DOCS + "/sync").expect(202);
    Reply syncing = caller.get(DOCS).expect(200);
    assertThat(syncing.text("/sync_status")).isEqualTo("syncing");
    assertThat(syncing.at("/sync_error").isNull()).isTrue();
    sample.endRuns();
    assertThat(status()).as("forgotten for good").isEqualTo("never_synced");
  }

  @Test
  void edgeCase4ASyncedProjectIsSyncedAgain() {
    create();
    Reply reply = caller.post(DOCS + "/sync").expect(202);
    assertThat(reply.text("/slug")).isEqualTo("docs");
    assertThat(reply.text("/sync_status")).isEqualTo("syncing");
    assertThat(reply.text("/message")).isNotBlank();
    assertThat(reply.header("Location")).isEqualTo(DOCS);
    end(null);
    assertThat(status()).isEqualTo("synced");
    assertThat(caller.get(DOCS).text("/last_synced_at")).endsWith("Z");
    caller.post(DOCS + "/sync").expect(202);
    assertThat(status()).isEqualTo("syncing");
  }

  @Test
  void edgeCase5OfRapidTriggersOneStarts() {
    create();
    List<CompletableFuture<Reply>> calls =
        IntStream.range(0, 6)
            .mapToObj(i -> caller.sendAsync("POST", DOCS + "/sync", null))
            .toList();
    List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();
    assertThat(replies.stream().filter(reply -> reply.status() == 202)).hasSize(1);
    replies.stream()
        .filter(reply -> reply.status() != 202)
        .forEach(reply -> reply.expectError(409, "SYNC_IN_PROGRESS"));
  }

  @Test
  void edgeCase6ARunThatNoEngineKnowsDoesNotBlockTheNext() {
    create();
    sample.sql(
        """
        insert into run (tenant, sync_id, task, entity, mode, trigger, status, workflow_id,
          started_at) values (:tenant, gen_random_uuid(), 'project:docs', 'docs', 'full', 'manual',
          'running', 'project/lost', now() - interval '1 hour')
        """);
    assertThat(status()).isEqualTo("syncing");
    caller.post(DOCS + "/sync").expect(202);
  }

  @Test
  void edgeCase8NoDocumentsAreASuccess() {
    create();
    caller.post(DOCS + "/sync").expect(202);
    end(null);
    Reply project = caller.get(DOCS).expect(200);
    assertThat(project.text("/sync_status")).isEqualTo("synced");
    assertThat(project.at("/document_count").asInt(-1)).isZero();
    assertThat(caller.get(DOCS + "/documents").expect(200).at("/total").asInt(-1)).isZero();
  }

  @Test
  void listsDocuments() {
    create();
    UUID run = sample.run("docs", "completed", 2, 0, 0);
    sample.record(run, "docs", "project:docs", "b.md", "{\"path\":\"b.md\",\"title\":\"Bee\"}");
    sample.record(run, "docs", "project:docs", "a.md", "{\"title\":\"Ay\"}");
    Reply documents = caller.get(DOCS + "/documents").expect(200);
    assertThat(documents.at("/items").findValuesAsString("path")).containsExactly("a.md", "b.md");
    assertThat(documents.text("/items/0/title")).isEqualTo("Ay");
    assertThat(caller.get(DOCS).at("/document_count").asInt()).isEqualTo(2);
    assertThat(caller.get(DOCS + "/documents?limit=1&offset=1").text("/items/0/path"))
        .isEqualTo("b.md");
  }

  @Test
  void takesItsDocumentsWithIt() {
    create();
    UUID run = sample.run("docs", "completed", 1, 0, 0);
    sample.record(run, "docs", "project:docs", "a.md", "{}");
    caller.post(DOCS + "/sync").expect(202);
    caller.delete(DOCS).expectError(409, "SYNC_IN_PROGRESS");
    sample.endRuns();
    caller.delete(DOCS).expect(204);
    caller.get(DOCS).expectError(404, "NOT_FOUND");
    create();
    assertThat(caller.get(DOCS).at("/document_count").asInt(-1)).isZero();
    assertThat(status()).isEqualTo("never_synced");
  }

  @Test
  void itsOwnConnectionAndTaskStayHidden() {
    create();
    assertThat(caller.get("/api/connections").at("/total").asInt(-1)).isZero();
    assertThat(caller.get("/api/tasks").at("/total").asInt(-1)).isZero();
    caller.get("/api/tasks/project:docs").expectError(400, "INVALID_REQUEST");
  }
}
