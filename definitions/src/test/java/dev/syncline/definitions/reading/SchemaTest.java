package dev.syncline.definitions.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static String text() throws IOException {
    try (InputStream in = SchemaTest.class.getResourceAsStream("/syncline.schema.json")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text());
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = java.nio.file.Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleFollowsTheSchema(Path example) throws IOException {
    assertThat(schema().validate(java.nio.file.Files.readString(example), InputFormat.YAML))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsValid(Path example) {
    Map<String, String> environment =
        Map.of(
            "WAREHOUSE_URL", "jdbc:postgresql://localhost/w",
            "WAREHOUSE_USER", "u",
            "WAREHOUSE_PASSWORD", "p",
            "SHOP_URL", "http://localhost:8080",
            "SHOP_TOKEN", "t",
            "SHOP_USER", "u",
            "SHOP_PASSWORD", "p",
            "BOOKS_URL", "jdbc:postgresql://localhost/b",
            "BOOKS_USER", "u",
            "BOOKS_PASSWORD", "p");
    ParsedSyncFile parsed =
        new SyncFileReader(FakeConnector.all()).read(example, Files.secrets(environment));
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.file().tasks()).isNotEmpty();
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() throws IOException {
    Schema schema = schema();
    for (String bad :
        new String[] {
          "conections: {}",
          "tasks: { t: { entity: status, source: { connection: c } } }",
          "tasks: { t: { entity: e, source: { connection: c }, batch: { delay: 5 } } }",
          "connections: { h: { connector: http, settings: { resources: { o: { pth: x } } } } }"
        }) {
      assertThat(schema.validate(bad, InputFormat.YAML)).as(bad).isNotEmpty();
    }
  }

  @Test
  void theSchemaKnowsExactlyTheKeysThatTheReaderKnows() throws IOException {
    JsonNode definitions = new JsonMapper().readTree(text()).get("$defs");
    Map<String, TreeSet<String>> expected = new TreeMap<>();
    Map<String, TreeSet<String>> actual = new TreeMap<>();
    Keys.bySchemaName()
        .forEach(
            (name, keys) -> {
              expected.put(name, new TreeSet<>(keys));
              actual.put(
                  name, new TreeSet<>(definitions.get(name).get("properties").propertyNames()));
            });
    assertThat(actual).isEqualTo(expected);
  }
}
