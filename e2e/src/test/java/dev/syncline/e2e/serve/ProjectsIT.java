package dev.syncline.e2e.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Eventually;
import dev.syncline.e2e.product.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Projects: folders of Markdown documents, with the nine edge cases of their requirement. */
class ProjectsIT {
  private static final String PROJECTS = "/api/v1/projects";

  private static DataFolder data;
  private static Server server;

  @TempDir private Path folder;

  @BeforeAll
  static void startsTheServer() {
    data = DataFolder.make();
    server = Server.start(data, "in-process");
  }

  @AfterAll
  static void stopsIt() {
    server.close();
    data.close();
  }

  private static Api api() {
    return server.api();
  }

  private JsonNode make(String slug) {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("name", slug)
            .put("slug", slug)
            .put("path", folder.toString())
            .toString();
    Api.Answer made = api().post(PROJECTS, body);
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return made.body();
  }

  private void write(int documents) throws IOException {
    for (int i = 0; i < documents; i++) {
      Files.writeString(
          folder.resolve("document-" + i + ".md"),
          "---\nstatus: draft\n---\n# Document %d\n\n> **Owner:** Ada\n\nText.\n".formatted(i));
    }
  }

  private static Api.Answer sync(String slug) {
    return api().post(PROJECTS + "/" + slug + "/sync");
  }

  private static JsonNode awaitStatus(Server at, String slug, String status) {
    return Eventually.get(
        Duration.ofMinutes(3),
        () -> {
          JsonNode project = at.api().get(PROJECTS + "/" + slug).body();
          return project.path("sync_status").asString("").equals(status) ? project : null;
        },
        () -> slug + " is not " + status + ": " + at.api().get(PROJECTS + "/" + slug).body());
  }

  private static void syncTo(String slug, String status) {
    Api.Answer answer = sync(slug);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    assertThat(answer.body().path("slug").asString()).isEqualTo(slug);
    assertThat(answer.body().path("sync_status").asString()).isEqualTo("syncing");
    assertThat(answer.body().path("message").asString()).isNotBlank();
    awaitStatus(server, slug, status);
  }

  @Test
  void aNewProjectWasNeverSyncedAndBecomesSynced() throws IOException {
    write(3);
    assertThat(make("fresh").path("sync_status").asString()).isEqualTo("never_synced");
    syncTo("fresh", "synced");
    JsonNode project = api().get(PROJECTS + "/fresh").body();
    assertThat(project.path("document_count").asInt()).isEqualTo(3);
    assertThat(project.path("last_synced_at").asString()).endsWith("Z");
    assertThat(project.path("sync_error").isNull()).isTrue();
    JsonNode documents = api().get(PROJECTS + "/fresh/documents").body();
    assertThat(documents.path("total").asInt()).isEqualTo(3);
  }

  @Test
  void case1AnUnknownProjectIsNotFound() {
    Api.Answer answer = sync("nobody");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void case2And3AFolderThatVanishedIsAnErrorAndIsForgottenWhenItIsBack() throws IOException {
    write(2);
    make("vanishing");
    syncTo("vanishing", "synced");
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    syncTo("vanishing", "error");
    JsonNode broken = api().get(PROJECTS + "/vanishing").body();
    assertThat(broken.path("sync_error").asString()).contains(folder.toString());
    assertThat(broken.path("document_count").asInt())
        .as("nothing is taken for deleted")
        .isEqualTo(2);
    Files.move(away, folder);
    syncTo("vanishing", "synced");
    assertThat(api().get(PROJECTS + "/vanishing").body().path("sync_error").isNull()).isTrue();
  }

  @Test
  void case4ASyncedProjectIsSyncedAgainAndDeletesAreSeen() throws IOException {
    write(3);
    make("again");
    syncTo("again", "synced");
    Files.delete(folder.resolve("document-1.md"));
    syncTo("again", "synced");
    assertThat(api().get(PROJECTS + "/again").body().path("document_count").asInt()).isEqualTo(2);
  }

  @Test
  void case5OfManyTriggersAtOnceOneIsTaken() throws IOException {
    write(200);
    make("rapid");
    List<Integer> statuses =
        Stream.generate(() -> api().postLater(PROJECTS + "/rapid/sync", "{}"))
            .limit(8)
            .toList()
            .stream()
            .map(later -> later.join().status())
            .toList();
    assertThat(statuses).containsOnly(202, 409);
    assertThat(IntStream.range(0, 8).filter(i -> statuses.get(i) == 202).count()).isEqualTo(1);
    awaitStatus(server, "rapid", "synced");
  }

  @Test
  void case6ARestartInTheMiddleOfASyncComesToItsEndByItself() throws IOException {
    write(2_000);
    try (DataFolder own = DataFolder.make()) {
      Server first = Server.start(own, "in-process");
      String body =
          JsonMapper.shared()
              .createObjectNode()
              .put("name", "Restarted")
              .put("slug", "restarted")
              .put("path", folder.toString())
              .toString();
      assertThat(first.api().post(PROJECTS, body).status()).isEqualTo(201);
      assertThat(first.api().post(PROJECTS + "/restarted/sync").status()).isEqualTo(202);
      first.kill();
      try (Server second = Server.start(own, "in-process")) {
        JsonNode project = awaitStatus(second, "restarted", "synced");
        assertThat(project.path("document_count").asInt()).isEqualTo(2_000);
      }
    }
  }

  @Test
  void case8AnEmptyFolderIsASuccessWithZero() {
    make("empty");
    syncTo("empty", "synced");
    assertThat(api().get(PROJECTS + "/empty").body().path("document_count").asInt()).isZero();
  }

  @Test
  void case9AFolderOfManyDocumentsIsReadToItsEnd() throws IOException {
    write(5_000);
    make("long");
    syncTo("long", "synced");
    assertThat(api().get(PROJECTS + "/long").body().path("document_count").asInt())
        .isEqualTo(5_000);
  }

  @Test
  void aSlugThatIsTakenIsRefused() {
    make("taken");
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("name", "Taken")
            .put("slug", "taken")
            .put("path", folder.toString())
            .toString();
    Api.Answer second = api().post(PROJECTS, body);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("SLUG_TAKEN");
    assertThat(api().delete(PROJECTS + "/taken").status()).isEqualTo(204);
    assertThat(api().get(PROJECTS + "/taken").status()).isEqualTo(404);
  }
}
