package dev.syncline.activities.pipeline;

import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A system in memory that others edit too. Its rows have an id, a version and, where a test sets
 * it, a modification time {@code changed}.
 */
final class TwinSystem {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, ObjectNode> rows = new TreeMap<>();
  private final Map<String, Integer> versions = new TreeMap<>();
  private final Map<String, String> idOfKey = new TreeMap<>();
  final List<WriteCommand> writes = new CopyOnWriteArrayList<>();

  private int given;

  /** What it makes of a row it is given. */
  volatile UnaryOperator<ObjectNode> habit = row -> row;

  /** Happens right before a command is carried out, when the system was looked at already. */
  volatile Consumer<WriteCommand> meanwhile = command -> {};

  /** Happens before rows are read, beside the read: that one keeps its thread's connection. */
  volatile Runnable beforeReading = () -> {};

  /** Whether the answer to this command is lost. */
  volatile java.util.function.Predicate<WriteCommand> losesAnswer = command -> false;

  volatile boolean readable = true;
  volatile boolean tellsAnswer = true;
  volatile int pageSize = 1_000;

  /** Happens after a page was read, with the place that it began at. */
  volatile java.util.function.IntConsumer afterPage = from -> {};

  /** Sets fields of a row; single quotes stand for double ones. A field that is null goes. */
  synchronized void set(String id, String fields) {
    ObjectNode row = rows.computeIfAbsent(id, i -> JSON.createObjectNode().put("id", i));
    JSON.readTree(fields.replace('\'', '"'))
        .properties()
        .forEach(
            e -> {
              if (e.getValue().isNull()) {
                row.remove(e.getKey());
              } else {
                row.set(e.getKey(), e.getValue());
              }
            });
    versions.merge(id, 1, Integer::sum);
  }

  /** As {@link #set}, with the time of the change. */
  void setAt(Instant time, String id, String fields) {
    set(id, fields);
    set(id, "{'changed': '" + time + "'}");
  }

  synchronized void remove(String id) {
    rows.remove(id);
  }

  /** Every row as text, sorted, without ids and times. */
  synchronized List<String> contents() {
    return rows.values().stream()
        .map(
            row -> {
              Map<String, Object> fields = new TreeMap<>();
              row.properties()
                  .forEach(
                      e -> {
                        if (!e.getKey().equals("id")
                            && !e.getKey().equals("changed")
                            && !e.getValue().isNull()) {
                          fields.put(e.getKey(), e.getValue().toString());
                        }
                      });
              return fields.toString();
            })
        .sorted()
        .toList();
  }

  synchronized @Nullable ObjectNode row(String id) {
    return rows.get(id);
  }

  synchronized List<String> ids() {
    return List.copyOf(rows.keySet());
  }

  Source source() {
    return new Source() {
      @Override
      public Page read(ReadRequest request, RecordSink sink) {
        CompletableFuture.runAsync(beforeReading).join();
        List<ObjectNode> all = all();
        int from = request.cursor() == null ? 0 : Integer.parseInt(request.cursor());
        int to = Math.min(all.size(), from + Math.min(pageSize, request.maxRecords()));
        all.subList(Math.min(from, to), to)
            .forEach(
                row -> {
                  byte[] json = row.toString().getBytes(StandardCharsets.UTF_8);
                  sink.record(json, 0, json.length, 0);
                });
        afterPage.accept(from);
        return to >= all.size()
            ? Page.last((long) all.size())
            : Page.more(String.valueOf(to), (long) all.size(), (double) to / all.size());
      }
    };
  }

  private synchronized List<ObjectNode> all() {
    return rows.values().stream().map(ObjectNode::deepCopy).toList();
  }

  Target target() {
    return new Target() {
      @Override
      public int batchSize() {
        return 5;
      }

      @Override
      public boolean canRead() {
        return readable;
      }

      @Override
      public List<Current> current(List<String> ids) {
        synchronized (TwinSystem.this) {
          return ids.stream()
              .filter(rows::containsKey)
              .map(id -> new Current(id, "" + versions.get(id), rows.get(id).deepCopy()))
              .toList();
        }
      }

      @Override
      public List<WriteOutcome> write(List<WriteCommand> batch) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        batch.forEach(command -> outcomes.add(one(command)));
        return outcomes;
      }
    };
  }

  private WriteOutcome one(WriteCommand command) {
    meanwhile.accept(command);
    WriteOutcome outcome = carriedOut(command);
    return losesAnswer.test(command) && outcome instanceof WriteOutcome.Written
        ? new WriteOutcome.Unknown("the connection was reset")
        : outcome;
  }

  /** Never one that was given before. */
  private String newId() {
    given = Math.max(given, rows.size()) + 1;
    return "n" + given;
  }

  private synchronized WriteOutcome carriedOut(WriteCommand command) {
    writes.add(command);
    String id = command.externalId();
    boolean stale =
        id != null && command.version() != null && !command.version().equals("" + versions.get(id));
    if (stale) {
      return new WriteOutcome.Stale("version " + versions.get(id) + " stands there");
    }
    if (command.kind() == WriteCommand.Kind.DELETE) {
      return rows.remove(id) == null
          ? new WriteOutcome.Written(Effect.UNCHANGED, id, null, null)
          : new WriteOutcome.Written(Effect.DELETED, id, null, null);
    }
    boolean known = id != null;
    String at = known ? id : idOfKey.computeIfAbsent(command.idempotencyKey(), k -> newId());
    ObjectNode row = rows.computeIfAbsent(at, i -> JSON.createObjectNode().put("id", i));
    command.fields().properties().forEach(e -> row.set(e.getKey(), e.getValue()));
    rows.put(at, habit.apply(row));
    versions.merge(at, 1, Integer::sum);
    return new WriteOutcome.Written(
        known ? Effect.UPDATED : Effect.CREATED,
        at,
        "" + versions.get(at),
        tellsAnswer ? rows.get(at).deepCopy() : null);
  }
}
