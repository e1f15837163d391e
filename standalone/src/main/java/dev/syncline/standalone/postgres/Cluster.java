package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.PrivateFiles;
import dev.syncline.standalone.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The files of the embedded database: made once, in one step, and configured at each start.
 *
 * @param folder PostgreSQL's data folder
 * @param logs where the server writes its log
 * @param credential the owner's password
 */
record Cluster(Path folder, Path logs, Credential credential) {

  static Cluster open(DataDirectory directory, Programs programs) throws IOException {
    Path folder = directory.postgres().resolve("data");
    Credential credential = Credential.of(directory);
    if (!Files.isDirectory(folder)) {
      make(folder, credential, programs);
    }
    Cluster cluster = new Cluster(folder, directory.logs(), credential);
    cluster.configure();
    return cluster;
  }

  private static void make(Path folder, Credential credential, Programs programs)
      throws IOException {
    // Under another name first: a half-made folder must never be taken for a database.
    Path draft = folder.resolveSibling("data.draft");
    FileSystemUtils.deleteRecursively(draft);
    Command.Outcome outcome =
        programs.run(
            Duration.ofMinutes(5),
            "initdb",
            List.of(
                "--pgdata=" + draft,
                "--username=" + Credential.USER,
                "--pwfile=" + credential.file(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Compares bytes, as the C locale does, and knows the letters beyond ASCII.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!outcome.succeeded()) {
      throw SynclineException.of(
          Category.NOT_CONFIGURED,
          "DATABASE_NOT_CREATED",
          "the embedded PostgreSQL cannot be created in " + folder + ": " + outcome.output());
    }
    Files.writeString(
        draft.resolve("postgresql.conf"),
        "\ninclude = '" + ServerSettings.FILE + "'\n",
        StandardOpenOption.APPEND);
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private void configure() throws IOException {
    PrivateFiles.write(folder.resolve(ServerSettings.FILE), ServerSettings.text(logs));
  }

  /** What the server prints before its own log is open. */
  Path startLog() {
    return logs.resolve("postgres-start.log");
  }
}
