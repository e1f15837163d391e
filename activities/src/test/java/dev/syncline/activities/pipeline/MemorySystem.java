package dev.syncline.activities.pipeline;

import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A system in memory whose contents, pages and troubles a test scripts. */
final class MemorySystem {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Source rows: JSON objects, or text that cannot be read where it begins with '!'. */
  private final List<String> rows = new CopyOnWriteArrayList<>();

  final Deque<SynclineException> readTroubles = new ConcurrentLinkedDeque<>();
  final Deque<SynclineException> writeTroubles = new ConcurrentLinkedDeque<>();
  final List<String> reads = new CopyOnWriteArrayList<>();
  final List<WriteCommand> writes = new CopyOnWriteArrayList<>();
  final Set<String> refusedNames = ConcurrentHashMap.newKeySet();
  final Map<String, ObjectNode> written = new ConcurrentHashMap<>();
  private final Map<String, String> idOfKey = new ConcurrentHashMap<>();

  /** So many writes are carried out and their answers lost. */
  final AtomicInteger lostAnswers = new AtomicInteger();

  /** So many writes are carried out before the writer dies. */
  final AtomicInteger deaths = new AtomicInteger();

  volatile boolean keepsKeys = true;
  volatile int pageSize = 1_000;
  volatile boolean canGet;
  volatile boolean mayShift;
  volatile Runnable onRead = () -> {};
  volatile @Nullable Instant since;

  void rows(String... now) {
    rows.clear();
    rows.addAll(List.of(now));
  }

  /** A record with an id, a name and whatever further pairs. */
  static String row(String id, String name, String... more) {
    ObjectNode row = JSON.createObjectNode().put("id", id).put("name", name);
    for (int i = 0; i < more.length; i += 2) {
      row.put(more[i], more[i + 1]);
    }
    return row.toString();
  }

  Source source() {
    return new Source() {
      @Override
      public Page read(ReadRequest request, RecordSink sink) {
        reads.add(String.valueOf(request.cursor()));
        since = request.modifiedSince();
        int from = request.cursor() == null ? 0 : Integer.parseInt(request.cursor());
        int to = Math.min(rows.size(), from + Math.min(pageSize, request.maxRecords()));
        for (int i = from; i < to; i++) {
          give(i, sink);
        }
        SynclineException trouble = readTroubles.poll();
        if (trouble != null) {
          throw trouble;
        }
        onRead.run();
        return to == rows.size()
            ? Page.last((long) rows.size())
            : Page.more(String.valueOf(to), (long) rows.size(), (double) to / rows.size());
      }

      @Override
      public boolean canGet() {
        return canGet;
      }

      @Override
      public void get(List<String> ids, RecordSink sink) {
        for (int i = 0; i < rows.size(); i++) {
          if (!rows.get(i).startsWith("!")
              && ids.contains(JSON.readTree(rows.get(i)).path("id").asString())) {
            give(i, sink);
          }
        }
      }

      @Override
      public boolean mayShift() {
        return mayShift;
      }
    };
  }

  private void give(int i, RecordSink sink) {
    String row = rows.get(i);
    if (row.startsWith("!")) {
      sink.bad(null, row, "line " + (i + 1), "BAD_ROW", "it cannot be read");
      return;
    }
    byte[] json = row.getBytes(StandardCharsets.UTF_8);
    sink.record(json, 0, json.length, i + 1);
  }

  Target target() {
    return new Target() {
      @Override
      public int batchSize() {
        return 7;
      }

      @Override
      public List<WriteOutcome> write(List<WriteCommand> batch) {
        SynclineException trouble = writeTroubles.poll();
        if (trouble != null) {
          throw trouble;
        }
        List<WriteOutcome> outcomes = new ArrayList<>();
        batch.forEach(command -> outcomes.add(one(command)));
        if (deaths.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          throw new IllegalStateException("the writer dies before it notes what was written");
        }
        if (lostAnswers.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          outcomes.replaceAll(outcome -> new WriteOutcome.Unknown("no answer came"));
        }
        return outcomes;
      }

      @Override
      public boolean repeatable(WriteCommand command) {
        return keepsKeys || command.externalId() != null;
      }
    };
  }

  private synchronized WriteOutcome one(WriteCommand command) {
    writes.add(command);
    JsonNode name = command.fields().get("Name");
    if (name != null && refusedNames.contains(name.asString())) {
      return new WriteOutcome.Refused("6000", "the name is not allowed", false);
    }
    String id =
        command.externalId() == null
            ? idOfKey.computeIfAbsent(
                keepsKeys ? command.idempotencyKey() : UUID.randomUUID().toString(),
                k -> "T" + (idOfKey.size() + 1))
            : command.externalId();
    if (command.kind() == WriteCommand.Kind.DELETE) {
      written.remove(id);
      return new WriteOutcome.Written(Effect.DELETED, id, null, null);
    }
    ObjectNode before = written.put(id, command.fields());
    Effect effect =
        before == null
            ? Effect.CREATED
            : before.equals(command.fields()) ? Effect.UNCHANGED : Effect.UPDATED;
    return new WriteOutcome.Written(effect, id, null, null);
  }

  /** What stands there, by the field Name. */
  Map<String, ObjectNode> byName() {
    Map<String, ObjectNode> byName = new TreeMap<>();
    written.values().forEach(fields -> byName.put(fields.get("Name").asString(), fields));
    return byName;
  }

  Map<String, Long> sends() {
    Map<String, Long> sends = new LinkedHashMap<>();
    writes.forEach(command -> sends.merge(command.idempotencyKey(), 1L, Long::sum));
    return sends;
  }
}
