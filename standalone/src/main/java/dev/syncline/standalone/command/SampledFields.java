package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.definitions.MissingColumns;
import dev.syncline.definitions.NamedFields.Named;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of the fields that a task's source has, or another system that it reads: those that the
 * system fixes, else those of its first records. What the task names and none of them has is most
 * often misspelt.
 */
final class SampledFields implements RecordSink {
  private static final int RECORDS = 200;
  private static final long BYTES = 4 << 20;

  private final TreeSet<String> names = new TreeSet<>();
  private final String where;
  private boolean fixed;
  private int records;
  private boolean keyless;

  private SampledFields(String where) {
    this.where = where;
  }

  /**
   * Asks for the fields, and reads the first records; throws what the source throws.
   *
   * @param task as it reads that system
   * @param named the fields that it names there
   */
  static SampledFields of(
      TaskSpec task,
      List<Named> named,
      ConnectionConfig config,
      Connector connector,
      ConnectorContext context) {
    SampledFields sampled =
        new SampledFields(MissingColumns.where(task.source().resource(), config.name()));
    try (Source source =
        connector.openSource(config, task.source().request(task.key(), task.modified()), context)) {
      sampled.keyless = task.key().isEmpty() && source.defaultKey().isEmpty();
      source.fields().ifPresent(sampled::fix);
      if (!sampled.fixed || named.stream().allMatch(name -> name.among(sampled.names))) {
        source.read(ReadRequest.from(null, RECORDS, BYTES), sampled);
      }
    }
    return sampled;
  }

  private void fix(Set<String> fields) {
    fixed = true;
    names.addAll(fields);
  }

  /** Whether the system fixes its fields, so that no record will have another one. */
  boolean fixed() {
    return fixed;
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

  /** What is to be said of the names, by the place in the task's definition. */
  Map<String, String> unknown(List<Named> named) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (records == 0 && !fixed) {
      return problems;
    }
    String lacks =
        fixed ? where + " has no column" : "none of the first " + records + " records has a field";
    for (Named field : named) {
      if (!field.among(names)) {
        problems.put(
            field.place(),
            "%s '%s'; %s".formatted(lacks, field.name(), Nearest.hint(field.name(), names)));
      }
    }
    return problems;
  }
}
