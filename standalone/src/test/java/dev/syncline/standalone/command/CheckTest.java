package dev.syncline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.NamedFields;
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
  private SyncFile content;

  @BeforeEach
  void people() throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name,email\n1,Ann,a@x.org\n");
  }

  private Map<String, String> unknown(String fields) throws IOException {
    TaskSpec task = task("key: id", fields);
    return sampled(task).unknown(NamedFields.ofSource(task));
  }

  private TaskSpec task(String key, String fields) throws IOException {
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
                %s
                fields:
            """
                    .formatted(key)
                + fields);
    ParsedSyncFile parsed = new SyncFileReader().read(file, SecretSource.system());
    assertThat(parsed.problems()).isEmpty();
    lines = parsed.lines();
    content = parsed.file();
    return content.tasks().get(0);
  }

  private SampledFields sampled(TaskSpec task) {
    ConnectionSpec connection = content.connections().get(0);
    return SampledFields.of(
        task,
        NamedFields.ofSource(task),
        connection.config(),
        Connectors.installed().require("csv"),
        new ConnectorContext(Clock.systemUTC(), EgressPolicy.permissive(), () -> {}));
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

  @Test
  void a_source_without_a_key_of_its_own_asks_the_task_for_one() throws IOException {
    assertThat(sampled(task("deletes: ignore", "      full_name: name\n")).keyless()).isTrue();
    assertThat(sampled(task("key: id", "      full_name: name\n")).keyless()).isFalse();
  }
}
