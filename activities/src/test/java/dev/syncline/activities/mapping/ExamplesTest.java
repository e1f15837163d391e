package dev.syncline.activities.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The bundled examples map as their comments promise. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource({
    "orders.yaml, orders, data/orders.csv, 246, 4",
    "orders.yaml, customers, data/customers.csv, 60, 0",
    "people.yaml, people, data/people.csv, 37, 3",
  })
  void csvExamplesMapExceptForTheirKnownBadRows(
      String file, String task, String data, int good, int bad) throws Exception {
    TaskSpec spec = task(file, task);
    RecordMapping mapping =
        RecordMapping.compile(spec, spec.key(), spec.modifiedField().orElse(null));
    List<String> lines = Files.readAllLines(EXAMPLES.resolve(data));
    String[] header = lines.get(0).split(",");
    List<MappingRefused> refused = new ArrayList<>();
    int mapped = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      byte[] json = JSON.writeValueAsBytes(row);
      try {
        mapping.map(json, 0, json.length);
        mapped++;
      } catch (MappingRefused e) {
        refused.add(e);
      }
    }
    assertThat(refused).hasSize(bad).allSatisfy(e -> assertThat(e.externalId()).isNotBlank());
    assertThat(mapped).isEqualTo(good);
  }

  @Test
  void jsonLinesExampleMapsInFull() throws Exception {
    TaskSpec spec = task("deliver.yaml", "measurements");
    RecordMapping mapping =
        RecordMapping.compile(spec, spec.key(), spec.modifiedField().orElse(null));
    for (String line : Files.readAllLines(EXAMPLES.resolve("data/measurements.jsonl"))) {
      byte[] json = line.getBytes(StandardCharsets.UTF_8);
      Mapped mapped = mapping.map(json, 0, json.length);
      assertThat(mapped.modified()).isNotNull();
      assertThat(JSON.readTree(mapped.data()).propertyNames())
          .containsExactly("celsius", "measured_at", "number", "sensor", "site");
    }
  }

  @Test
  void orderLinesExampleMakesARecordOfEachLineAndOfEachPaidOrder() throws Exception {
    TaskSpec spec = task("order-lines.yaml", "web_orders");
    RecordMapping mapping =
        RecordMapping.compile(spec, spec.key(), spec.modifiedField().orElse(null));
    List<String> entities = new ArrayList<>();
    for (String line : Files.readAllLines(EXAMPLES.resolve("data/order-lines.jsonl"))) {
      byte[] json = line.getBytes(StandardCharsets.UTF_8);
      Mapped mapped = mapping.map(json, 0, json.length);
      assertThat(mapped.references()).extracting(Reference::entity).containsExactly("customers");
      mapped.derived().forEach(derived -> entities.add(derived.entity()));
    }
    assertThat(entities).filteredOn("order_lines"::equals).hasSize(27);
    assertThat(entities).filteredOn("invoices"::equals).hasSize(9);
  }

  private static TaskSpec task(String file, String name) throws Exception {
    Object yaml =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(EXAMPLES.resolve(file)));
    Object task = ((Map<?, ?>) ((Map<?, ?>) yaml).get("tasks")).get(name);
    return new dev.syncline.definitions.reading.SyncFileReader()
        .readTask(name, JSON.writeValueAsString(task));
  }
}
