package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.connection.StoredConfigs;
import dev.syncline.store.connection.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesRootsTest {
  @TempDir Path folder;

  @Test
  void postedPathsLieUnderTheRoots() throws IOException {
    Path root = Files.createDirectory(folder.resolve("open"));
    Path secret = Files.createDirectory(folder.resolve("secret"));
    Files.createSymbolicLink(root.resolve("link"), secret);
    try (ApiServer server = ApiServer.start("syncline.files-roots=" + root)) {
      Caller caller = server.newTenant();
      for (String inside : new String[] {"", "/people.csv", "/not/there/yet", "/a/../b"}) {
        String name = "c" + inside.length();
        post(caller, name, root + inside).expect(201);
      }
      for (String outside :
          new String[] {"/etc/passwd", secret.toString(), root + "/../secret", root + "/link/x"}) {
        post(caller, "bad", outside).expectError(400, "INVALID_REQUEST");
        caller
            .post("/api/v1/projects", "{\"name\":\"Bad\",\"path\":\"%s\"}".formatted(outside))
            .expectError(400, "INVALID_REQUEST");
      }
      assertThat(caller.get("/api/connections").at("/total").asInt()).isEqualTo(4);
      assertThat(foldersOf(server, caller, "c0")).containsExactly(root);
      Sample.of(server, caller)
          .sql("update connection set managed_by = 'file:/a.yaml' where tenant = :tenant");
      assertThat(foldersOf(server, caller, "c0")).as("of a sync file").isEmpty();
    }
  }

  /** Where readers look again, whenever they open a file. */
  private static List<Path> foldersOf(ApiServer server, Caller caller, String name) {
    return server
        .bean(StoredConfigs.class)
        .of(server.bean(Connections.class).find(caller.tenant, name).orElseThrow())
        .folders()
        .folders();
  }

  private static Caller.Reply post(Caller caller, String name, String path) {
    return caller.post(
        "/api/connections",
        "{\"name\":\"%s\",\"connector\":\"csv\",\"settings\":{\"path\":\"%s\"}}"
            .formatted(name, path));
  }
}
