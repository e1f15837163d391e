package dev.syncline.standalone.command;

import dev.syncline.standalone.application.Decisions;
import dev.syncline.standalone.application.RunDriver;
import dev.syncline.standalone.application.RunOrder;
import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.application.SessionSettings;
import dev.syncline.standalone.application.Sessions;
import dev.syncline.store.database.Range;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An application that answers as it was told, and remembers what it was asked. */
final class FakeApplication implements Sessions, Session, RunDriver, Decisions {
  final List<Path> loaded = new ArrayList<>();
  final List<RunOrder> orders = new ArrayList<>();
  private final Deque<Supplier<ObjectNode>> answers = new ArrayDeque<>();
  private Optional<RuntimeException> refusal = Optional.empty();
  Optional<SessionSettings> settings = Optional.empty();
  final List<String> decided = new ArrayList<>();
  ObjectNode plan = JsonNodeFactory.instance.objectNode();
  final ArrayNode conflicts = JsonNodeFactory.instance.arrayNode();
  List<String> undelivered = List.of();
  ObjectNode waiting = JsonNodeFactory.instance.objectNode();
  Optional<RuntimeException> closedDoor = Optional.empty();
  boolean closed;

  /** What the next look at a run shows. */
  FakeApplication thenShows(ObjectNode run) {
    answers.add(() -> run);
    return this;
  }

  FakeApplication thenFails(RuntimeException failure) {
    answers.add(
        () -> {
          throw failure;
        });
    return this;
  }

  FakeApplication refuses(RuntimeException why) {
    refusal = Optional.of(why);
    return this;
  }

  @Override
  public Session open(SessionSettings wanted) {
    if (closedDoor.isPresent()) {
      throw closedDoor.get();
    }
    settings = Optional.of(wanted);
    wanted.files().forEach(file -> loaded.add(file.path()));
    return this;
  }

  @Override
  public List<UUID> start(RunOrder order) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    orders.add(order);
    return order.tasks().stream().map(task -> UUID.randomUUID()).toList();
  }

  @Override
  public ObjectNode run(String tenant, UUID syncId) {
    return answers.remove().get();
  }

  @Override
  public ObjectNode plan(String tenant, UUID syncId, Range items) {
    return plan;
  }

  @Override
  public List<UUID> apply(String tenant, UUID syncId, boolean confirmed) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    decided.add("apply " + tenant + " " + syncId + (confirmed ? " confirmed" : ""));
    return List.of(UUID.randomUUID());
  }

  @Override
  public ObjectNode conflicts(String tenant, @Nullable String entity, @Nullable String status) {
    decided.add("list " + tenant + " " + entity + " " + status);
    return JsonNodeFactory.instance.objectNode().set("items", conflicts);
  }

  @Override
  public ObjectNode conflict(String tenant, UUID id) {
    return (ObjectNode) conflicts.get(0);
  }

  @Override
  public ObjectNode resolve(String tenant, UUID id, ObjectNode fields) {
    decided.add("resolve " + tenant + " " + id + " " + fields);
    return conflict(tenant, id);
  }

  @Override
  public ObjectNode undo(String tenant, UUID id) {
    decided.add("undo " + tenant + " " + id);
    return conflict(tenant, id);
  }

  @Override
  public List<String> undelivered(String tenant, UUID record) {
    return undelivered;
  }

  @Override
  public Decisions decisions() {
    return this;
  }

  @Override
  public ObjectNode waiting(String tenant) {
    return waiting;
  }

  @Override
  public void approve(String tenant, UUID syncId) {
    decided.add("approve " + tenant + " " + syncId);
  }

  @Override
  public void reject(String tenant, UUID syncId) {
    decided.add("reject " + tenant + " " + syncId);
  }

  @Override
  public RunDriver runs() {
    return this;
  }

  @Override
  public Facts facts() {
    return new Facts(
        "in-process engine",
        Optional.of(URI.create("http://127.0.0.1:8233")),
        Optional.of(URI.create("http://127.0.0.1:8923")),
        "embedded PostgreSQL",
        Path.of("/data/postgres.url"));
  }

  @Override
  public boolean closing() {
    return answers.isEmpty();
  }

  @Override
  public void close() {
    closed = true;
  }
}
