package dev.syncline.api.schedules;

import dev.syncline.api.sync.QueuedRun;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.schedule.Firing;
import dev.syncline.control.schedule.ScheduleRegister;
import dev.syncline.control.schedule.TaskSchedules;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.schedule.ScheduleRow;
import dev.syncline.store.schedule.Schedules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates, shows, changes, pauses, runs and removes schedules. */
@RestController
@RequestMapping("/api/sync/schedules")
@Tag(name = "schedules", description = "When syncs run by themselves")
class ScheduleController {
  private final Schedules schedules;
  private final ScheduleRegister register;
  private final PostedSchedule posted;
  private final Firing firing;
  private final Clock clock;

  ScheduleController(
      Schedules schedules,
      ScheduleRegister register,
      PostedSchedule posted,
      Firing firing,
      Clock clock) {
    this.schedules = schedules;
    this.register = register;
    this.posted = posted;
    this.firing = firing;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "List schedules, oldest first")
  Listing<ScheduleView> listSchedules(Tenant tenant, Range range) {
    return Listing.of(schedules.list(tenant.id(), range).map(this::view), range);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a schedule")
  ScheduleView getSchedule(Tenant tenant, @PathVariable String id) {
    return view(find(tenant, id));
  }

  @PostMapping
  @Operation(summary = "Create a schedule")
  @ApiResponse(responseCode = "201", description = "It is stored")
  ResponseEntity<ScheduleView> createSchedule(Tenant tenant, @RequestBody ScheduleBody body) {
    UUID id = UUID.randomUUID();
    ScheduleRow row = register.save(tenant.id(), id, posted.read(tenant.id(), body, null), null);
    return ResponseEntity.created(URI.create("/api/sync/schedules/" + id)).body(view(row));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Change a schedule; what is left out stays. enabled: false pauses it")
  ScheduleView updateSchedule(
      Tenant tenant, @PathVariable String id, @RequestBody ScheduleBody body) {
    ScheduleRow before = requireOwn(find(tenant, id));
    return view(
        register.save(tenant.id(), before.id(), posted.read(tenant.id(), body, before), null));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Remove a schedule; its runs stay")
  @ApiResponse(responseCode = "204", description = "It is gone")
  ResponseEntity<Void> deleteSchedule(Tenant tenant, @PathVariable String id) {
    register.remove(tenant.id(), requireOwn(find(tenant, id)).id());
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{id}/run")
  @Operation(summary = "Run a schedule now, whether it is due or not")
  @ApiResponse(responseCode = "202", description = "The run is queued")
  ResponseEntity<QueuedRun> runSchedule(Tenant tenant, @PathVariable String id) {
    return QueuedRun.accepted(firing.fireNow(find(tenant, id)));
  }

  private ScheduleRow find(Tenant tenant, String id) {
    return register.require(tenant.id(), Params.idInPath("schedule", id));
  }

  private static ScheduleRow requireOwn(ScheduleRow row) {
    String owner = row.managedBy();
    if (owner == null) {
      return row;
    }
    boolean byTask = owner.equals(TaskSchedules.BY_TASK);
    throw SynclineException.of(
        Category.CONFLICT,
        byTask ? "MANAGED_BY_TASK" : "MANAGED_BY_FILE",
        "schedule "
            + row.id()
            + " is defined by "
            + (byTask ? "the task '" + row.task() + "'" : "a sync file")
            + "; change it there");
  }

  private ScheduleView view(ScheduleRow row) {
    return ScheduleView.of(row, clock.instant());
  }
}
