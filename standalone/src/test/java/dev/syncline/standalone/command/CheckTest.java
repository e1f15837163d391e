package dev.syncline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.ParsedSyncFile;
import dev.syncline.definitions.reading.SecretSource;
import dev.syncline.definitions.reading.SyncFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sample of the source tells of a mapping. */
class CheckTest {
  @TempDir private Path folder;
  private Map<String, Integer> lines = Map.of();

  @BeforeEach
  void people() throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name,email\n1,Ann,a@x.org\n");
  }

  private Map<String, String> unknown(String fields) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sync.yaml"),
            """
            version: 1
            connections:
              crm: { connector: csv, settings: { path: people.csv } }
            tasks:
              people:
                entity: customers
                source: { connection: crm }
                key: id
                fields:
            """
                + fields);
    ParsedSyncFile parsed = new SyncFileReader().read(file, SecretSource.system());
    assertThat(parsed.problems()).isEmpty();
    lines = parsed.lines();
    SyncFile content = parsed.file();
    TaskSpec task = content.tasks().get(0);
    ConnectionSpec connection = content.connections().get(0);
    ConnectionConfig config = connection.config();
    return SampledFields.of(
            task,
            config,
            Connectors.installed().require("csv"),
            new ConnectorContext(Clock.systemUTC(), EgressPolicy.permissive(), () -> {}))
        .unknown(task);
  }

  @Test
  void a_misspelt_source_field_is_named_with_its_line_and_the_nearest_one() throws IOException {
    Map<String, String> problems = unknown("      full_name: nmae\n      mail: email\n");

    assertThat(problems).containsOnlyKeys("fields.full_name");
    assertThat(problems.get("fields.full_name"))
        .contains("'nmae'", "did you mean 'name'?", "email, id, name");
    assertThat(lines).containsEntry("tasks.people.fields.full_name", 10);
  }

  @Test
  void constants_and_fields_that_are_there_are_fine() throws IOException {
    assertThat(unknown("      full_name: name\n      country: { value: AU }\n")).isEmpty();
  }

  @Test
  void nothing_is_said_of_a_source_that_is_empty_now() throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name\n");
    assertThat(unknown("      full_name: nmae\n")).isEmpty();
  }
}
