package dev.syncline.api.events;

import dev.syncline.store.event.Events;
import dev.syncline.store.run.Runs;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Keeps open streams supplied with what is new in the event table. */
@Component
class EventStreams {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Events events;
  private final Runs runs;
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          });

  EventStreams(Events events, Runs runs) {
    this.events = events;
    this.runs = runs;
  }

  /**
   * Opens a stream.
   *
   * @param syncId the events of this run alone, until it has ended; or null for all from now on
   * @param after only later events than this one
   */
  SseEmitter open(String tenant, @Nullable UUID syncId, long after) {
    SseEmitter emitter = new SseEmitter(0L);
    EventStream stream = new EventStream(emitter, events, runs, tenant, syncId, after);
    ScheduledFuture<?> polling =
        clock.scheduleWithFixedDelay(stream::poll, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    Runnable end =
        () -> {
          polling.cancel(false);
          open.remove(emitter);
        };
    emitter.onCompletion(end);
    emitter.onError(e -> end.run());
    open.add(emitter);
    return emitter;
  }

  /** Streams have no end of their own: a graceful shutdown would wait for them in vain. */
  @EventListener(ContextClosedEvent.class)
  void endStreams() {
    open.forEach(SseEmitter::complete);
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }
}
