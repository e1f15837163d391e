package dev.syncline.api.events;

import dev.syncline.domain.SynclineException;
import dev.syncline.store.event.EventRow;
import dev.syncline.store.event.Events;
import dev.syncline.store.run.Runs;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One open stream; polled by one thread at a time. */
final class EventStream {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final int BATCH = 200;

  /** A comment this often keeps proxies from closing a stream that has nothing to say. */
  private static final int IDLE_POLLS = 30;

  private final SseEmitter emitter;
  private final Events events;
  private final Runs runs;
  private final String tenant;
  private final @Nullable UUID syncId;
  private long seen;
  private int idle;

  EventStream(
      SseEmitter emitter,
      Events events,
      Runs runs,
      String tenant,
      @Nullable UUID syncId,
      long after) {
    this.emitter = emitter;
    this.events = events;
    this.runs = runs;
    this.tenant = tenant;
    this.syncId = syncId;
    this.seen = after;
  }

  void poll() {
    try {
      // Asked before the events: what ended before has written its last one by then.
      boolean over = syncId != null && ended(syncId);
      List<EventRow> news = events.after(tenant, syncId, seen, BATCH);
      for (EventRow event : news) {
        send(event);
        seen = event.id();
      }
      idle = news.isEmpty() ? idle + 1 : 0;
      if (over && news.isEmpty()) {
        emitter.complete();
      } else if (idle >= IDLE_POLLS) {
        emitter.send(SseEmitter.event().comment("still here"));
        idle = 0;
      }
    } catch (IOException | IllegalStateException e) {
      log.debug("an event stream was closed by its reader", e);
      emitter.complete();
    } catch (DataAccessException | TransactionException | SynclineException e) {
      log.debug("no events for now", e);
    }
  }

  private boolean ended(UUID run) {
    return runs.find(tenant, run).map(row -> !row.status().open()).orElse(true);
  }

  private void send(EventRow event) throws IOException {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("id", event.id());
    data.put("sync_id", event.syncId().toString());
    if (JsonMapper.shared().readTree(event.fields()) instanceof ObjectNode fields) {
      data.setAll(fields);
    }
    data.put("at", event.at().toString());
    emitter.send(
        SseEmitter.event()
            .id(String.valueOf(event.id()))
            .name(event.type())
            .data(data.toString(), MediaType.TEXT_PLAIN));
  }
}
