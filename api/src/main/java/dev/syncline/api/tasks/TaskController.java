package dev.syncline.api.tasks;

import dev.syncline.api.sync.QueuedRun;
import dev.syncline.api.sync.Trigger;
import dev.syncline.api.sync.TriggerBody;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.PostedDefinitions;
import dev.syncline.api.web.Tenant;
import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Creates, shows, changes, runs and removes tasks. */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "tasks", description = "What to sync and how, as in the sync file")
class TaskController {
  private static final String AS_IN_FILE =
      "The body is a task as in the sync file, as JSON, with its name: name, entity, source, key, fields, …";

  private final TaskStore store;
  private final Tasks tasks;
  private final Runs runs;
  private final Trigger trigger;

  TaskController(TaskStore store, Tasks tasks, Runs runs, Trigger trigger) {
    this.store = store;
    this.tasks = tasks;
    this.runs = runs;
    this.trigger = trigger;
  }

  @GetMapping
  @Operation(summary = "List tasks")
  Listing<ObjectNode> listTasks(Tenant tenant, Range range) {
    return Listing.of(tasks.list(tenant.id()), range).map(TaskView::of);
  }

  @GetMapping("/{name}")
  @Operation(summary = "Show a task")
  ObjectNode getTask(Tenant tenant, @PathVariable String name) {
    return TaskView.of(store.find(tenant.id(), name));
  }

  @PostMapping
  @Operation(summary = "Create a task", description = AS_IN_FILE)
  @ApiResponse(responseCode = "201", description = "It is stored")
  ResponseEntity<ObjectNode> createTask(Tenant tenant, @RequestBody ObjectNode body) {
    String name = Names.require("task", PostedDefinitions.nameIn(body));
    Optional<StoredTask> existing = tasks.find(tenant.id(), name);
    if (existing.isPresent()) {
      TaskStore.requireOwn(existing.get());
      throw SynclineException.of(
          Category.CONFLICT, "NAME_TAKEN", "there is a task '" + name + "' already");
    }
    return ResponseEntity.created(URI.create("/api/tasks/" + name))
        .body(TaskView.of(store.save(tenant.id(), name, body)));
  }

  @PutMapping("/{name}")
  @Operation(
      summary = "Replace a task; runs at work keep the one they began with",
      description = AS_IN_FILE)
  ObjectNode updateTask(Tenant tenant, @PathVariable String name, @RequestBody ObjectNode body) {
    TaskStore.requireOwn(store.find(tenant.id(), name));
    return TaskView.of(store.save(tenant.id(), name, body));
  }

  @DeleteMapping("/{name}")
  @Operation(summary = "Remove a task; its records stay")
  @ApiResponse(responseCode = "204", description = "It is gone")
  ResponseEntity<Void> deleteTask(Tenant tenant, @PathVariable String name) {
    StoredTask task = store.find(tenant.id(), name);
    TaskStore.requireOwn(task);
    Optional<RunRow> open = runs.openOf(tenant.id(), task.entity());
    if (open.isPresent()) {
      throw SynclineException.of(
              Category.CONFLICT,
              "SYNC_IN_PROGRESS",
              "a sync of '" + task.entity() + "' is in progress; wait for it or cancel it")
          .with(Map.of("sync_id", open.get().syncId().toString()));
    }
    store.delete(tenant.id(), name);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{name}/trigger")
  @Operation(summary = "Run a task")
  @ApiResponse(responseCode = "202", description = "The run is queued")
  ResponseEntity<QueuedRun> triggerTask(
      Tenant tenant,
      @PathVariable String name,
      @RequestBody(required = false) @Nullable TriggerBody body) {
    TriggerBody wanted = body == null ? TriggerBody.EMPTY : body;
    if (wanted.task() != null && !wanted.task().equals(name)) {
      throw Params.invalid("task names another task than the path does");
    }
    Names.require("task", name);
    return QueuedRun.accepted(trigger.start(tenant.id(), null, name, wanted));
  }
}
