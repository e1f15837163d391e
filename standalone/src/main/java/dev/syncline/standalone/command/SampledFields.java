package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.definitions.NamedSourceFields;
import dev.syncline.definitions.NamedSourceFields.Named;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of the fields that the first records of a task's source have, to find those of its
 * mapping that none of them has: most often they are misspelt.
 */
final class SampledFields implements RecordSink {
  private static final int RECORDS = 200;
  private static final long BYTES = 4 << 20;

  private final TreeSet<String> names = new TreeSet<>();
  private int records;
  private boolean keyless;

  private SampledFields() {}

  /** Reads the first records; throws what the source throws. */
  static SampledFields of(
      TaskSpec task, ConnectionConfig config, Connector connector, ConnectorContext context) {
    SampledFields sampled = new SampledFields();
    try (Source source =
        connector.openSource(config, task.source().request(task.key(), task.modified()), context)) {
      sampled.keyless = task.key().isEmpty() && source.defaultKey().isEmpty();
      source.read(ReadRequest.from(null, RECORDS, BYTES), sampled);
    }
    return sampled;
  }

  /** Whether neither the task nor its source says which field holds the external id. */
  boolean keyless() {
    return keyless;
  }

  @Override
  public void record(byte[] json, int offset, int length, long where) {
    records++;
    JsonNode record = JsonMapper.shared().readTree(json, offset, length);
    names.addAll(record.propertyNames());
  }

  @Override
  public void bad(
      @Nullable String externalId, String payload, String where, String code, String message) {
    // The run says it; here only the names of good records count.
  }

  /** What is to be said of a task, by the place in its definition. */
  Map<String, String> unknown(TaskSpec task) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (records == 0) {
      return problems;
    }
    for (Named field : NamedSourceFields.of(task)) {
      if (!field.among(names)) {
        problems.put(
            field.place(),
            "none of the first %d records has a field '%s'; %s"
                .formatted(records, field.name(), Nearest.hint(field.name(), names)));
      }
    }
    return problems;
  }
}
