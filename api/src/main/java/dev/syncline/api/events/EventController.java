package dev.syncline.api.events;

import dev.syncline.api.sync.RunFinder;
import dev.syncline.api.web.Tenant;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.event.Events;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams what happens. */
@RestController
@Tag(name = "events", description = "What happens in runs, as it happens")
class EventController {
  private final RunFinder finder;
  private final Events events;
  private final EventStreams streams;

  EventController(RunFinder finder, Events events, EventStreams streams) {
    this.finder = finder;
    this.events = events;
    this.streams = streams;
  }

  @GetMapping("/api/events")
  @Operation(summary = "Stream events: those of one run from its beginning, or all from now on")
  @ApiResponse(
      responseCode = "200",
      description = "Server-sent events; ends with the run where one is named",
      content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
  SseEmitter streamEvents(
      Tenant tenant,
      @RequestParam(name = "sync_id", required = false) @Nullable String syncId,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    UUID run = syncId == null ? null : finder.find(tenant.id(), syncId).syncId();
    long after = lastEventId == null ? beginning(tenant, run) : number(lastEventId);
    return streams.open(tenant.id(), run, after);
  }

  private long beginning(Tenant tenant, @Nullable UUID run) {
    return run == null ? events.last(tenant.id()) : 0;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw SynclineException.of(
              Category.INVALID, "INVALID_REQUEST", "Last-Event-ID must be the id of an event")
          .because(e);
    }
  }
}
