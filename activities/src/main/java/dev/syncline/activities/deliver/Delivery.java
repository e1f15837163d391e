package dev.syncline.activities.deliver;

import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.ReferenceSpec;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.store.delivery.Delivered;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.delivery.ReferredIds.Referred;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One {@code deliver} entry of a task: how records become the system's fields. */
final class Delivery {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, String> fields;
  private final TargetRequest request;
  private final Set<String> references;

  private Delivery(Map<String, String> fields, TargetRequest request, Set<String> references) {
    this.fields = fields;
    this.request = request;
    this.references = references;
  }

  static Optional<Delivery> of(TaskSpec task, String connection, String resource) {
    if (task.direction() == TaskSpec.Direction.TWO_WAY) {
      return Leg.of(task).stream()
          .filter(leg -> leg.connection().equals(connection) && leg.resource().equals(resource))
          .findFirst()
          .map(leg -> of(task, leg));
    }
    return task.deliver().stream()
        .filter(d -> d.connection().equals(connection) && d.resource().equals(resource))
        .findFirst()
        .map(d -> of(task, d));
  }

  /** What is sent is decided where it is merged: {@link TwoWayTarget}. */
  private static Delivery of(TaskSpec task, Leg leg) {
    Map<String, String> types = typesOf(task);
    Map<String, String> sent = new LinkedHashMap<>();
    for (FieldSpec write : leg.writes()) {
      String top = write.name().split("\\.", 2)[0];
      String type =
          write.type() == null && write.origin() instanceof FieldSpec.Copy copy
              ? types.getOrDefault(copy.from(), "string")
              : columnType(write.type());
      sent.put(top, top.equals(write.name()) ? type : "json");
    }
    return new Delivery(
        Map.of(),
        new TargetRequest(
                leg.resource(),
                leg.key(),
                List.copyOf(leg.match().keySet()),
                leg.writes().isEmpty() ? types : sent)
            .answering(),
        Set.of());
  }

  private static Delivery of(TaskSpec task, DeliverSpec spec) {
    Map<String, String> types = typesOf(task);
    Map<String, String> fields = new LinkedHashMap<>(spec.fields());
    if (fields.isEmpty()) {
      types.keySet().forEach(field -> fields.put(field, field));
    }
    // Without it, what was created could not be found again.
    spec.match().forEach(fields::putIfAbsent);
    Set<String> references = new HashSet<>();
    task.references().stream()
        .map(ReferenceSpec::name)
        .filter(name -> fields.containsValue(name) && !types.containsKey(name))
        .forEach(references::add);
    Map<String, String> targetTypes = new LinkedHashMap<>();
    fields.forEach((target, field) -> targetTypes.put(target, types.getOrDefault(field, "string")));
    return new Delivery(
        fields,
        new TargetRequest(
            spec.resource(), spec.key(), List.copyOf(spec.match().keySet()), targetTypes),
        references);
  }

  private static Map<String, String> typesOf(TaskSpec task) {
    Map<String, String> types = new LinkedHashMap<>();
    for (FieldSpec field : task.fields()) {
      if (field.origin() instanceof FieldSpec.Split split) {
        split.into().values().forEach(name -> types.put(name, "string"));
      } else {
        types.put(field.name(), columnType(field.type()));
      }
    }
    return types;
  }

  private static String columnType(@org.jspecify.annotations.Nullable String type) {
    if (type == null) {
      return "string";
    }
    return switch (type) {
      case "email", "phone", "enum" -> "string";
      default -> type;
    };
  }

  TargetRequest request() {
    return request;
  }

  /** The references whose ids in the system are among the fields. */
  Set<String> references() {
    return references;
  }

  WriteCommand command(OutboxRow row, Map<String, Referred> referred) {
    ObjectNode data = (ObjectNode) JSON.readTree(row.data());
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (target, field) -> {
          Referred other = referred.get(field);
          JsonNode value =
              other == null
                  ? data.get(field)
                  : other.externalId() == null
                      ? null
                      : JsonNodeFactory.instance.stringNode(other.externalId());
          sent.set(target, value == null ? JsonNodeFactory.instance.nullNode() : value);
        });
    return new WriteCommand(
        row.id().toString(),
        row.deleted() ? WriteCommand.Kind.DELETE : WriteCommand.Kind.UPSERT,
        row.externalId(),
        sent,
        null);
  }

  Delivered delivered(OutboxRow row, WriteCommand command, Written written) {
    return delivered(row, command, written, written.effect());
  }

  /** A row whose record was sent in a newer state. */
  Delivered overtaken(OutboxRow row, WriteCommand command, Written written) {
    return delivered(row, command, written, Effect.UNCHANGED);
  }

  private static Delivered delivered(
      OutboxRow row, WriteCommand command, Written written, Effect effect) {
    String sent = JSON.writeValueAsString(command.fields());
    return new Delivered(
        row,
        effect.name().toLowerCase(Locale.ROOT),
        written.externalId(),
        UUID.nameUUIDFromBytes(sent.getBytes(StandardCharsets.UTF_8)),
        command.kind() == WriteCommand.Kind.DELETE ? null : sent);
  }
}
