package dev.syncline.api.connections;

import dev.syncline.api.connections.PostedConnection.Wanted;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.PostedDefinitions;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.connection.Preflight;
import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import dev.syncline.store.database.Range;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
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

/** Creates, shows, changes, tests and removes connections. */
@RestController
@RequestMapping("/api/connections")
@Tag(name = "connections", description = "A tenant's access to systems")
class ConnectionController {
  private static final String AS_IN_FILE =
      "The body is a connection as in the sync file, as JSON, with its name: name, connector, enabled, settings, credentials";

  private final Connections connections;
  private final Tasks tasks;
  private final PostedConnection posted;
  private final Preflight preflight;

  ConnectionController(
      Connections connections, Tasks tasks, PostedConnection posted, Preflight preflight) {
    this.connections = connections;
    this.tasks = tasks;
    this.posted = posted;
    this.preflight = preflight;
  }

  @GetMapping
  @Operation(summary = "List connections")
  Listing<ConnectionView> listConnections(Tenant tenant, Range range) {
    Listing<StoredConnection> page = Listing.of(connections.list(tenant.id()), range);
    return page.map(this::view);
  }

  @GetMapping("/{name}")
  @Operation(summary = "Show a connection")
  ConnectionView getConnection(Tenant tenant, @PathVariable String name) {
    return view(find(tenant, name));
  }

  @PostMapping
  @Operation(summary = "Create a connection", description = AS_IN_FILE)
  @ApiResponse(responseCode = "201", description = "It is stored, complete or not")
  ResponseEntity<ConnectionView> createConnection(Tenant tenant, @RequestBody ObjectNode body) {
    String name = Names.require("connection", PostedDefinitions.nameIn(body));
    connections
        .find(tenant.id(), name)
        .ifPresent(
            existing -> {
              requireOwn(existing);
              throw SynclineException.of(
                  Category.CONFLICT, "NAME_TAKEN", "there is a connection '" + name + "' already");
            });
    return ResponseEntity.created(URI.create("/api/connections/" + name))
        .body(save(tenant, name, body));
  }

  @PutMapping("/{name}")
  @Operation(
      summary = "Replace a connection; without credentials it keeps those it has",
      description = AS_IN_FILE)
  ConnectionView updateConnection(
      Tenant tenant, @PathVariable String name, @RequestBody ObjectNode body) {
    requireOwn(find(tenant, name));
    return save(tenant, name, body);
  }

  private ConnectionView save(Tenant tenant, String name, ObjectNode body) {
    Wanted wanted = posted.read(name, body);
    connections.save(
        tenant.id(),
        name,
        wanted.spec().connector(),
        wanted.spec().enabled(),
        wanted.spec().settings().toString(),
        wanted.credentials(),
        null);
    return view(find(tenant, name));
  }

  @DeleteMapping("/{name}")
  @Operation(summary = "Remove a connection that no task uses")
  @ApiResponse(responseCode = "204", description = "It is gone")
  ResponseEntity<Void> deleteConnection(Tenant tenant, @PathVariable String name) {
    requireOwn(find(tenant, name));
    List<String> users = tasks.using(tenant.id(), name).stream().map(StoredTask::name).toList();
    if (!users.isEmpty()) {
      throw SynclineException.of(
              Category.CONFLICT,
              "IN_USE",
              "connection '" + name + "' is used by the tasks " + String.join(", ", users))
          .with(Map.of("tasks", users));
    }
    connections.delete(tenant.id(), name);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{name}/test")
  @Operation(summary = "Check a connection: exists, enabled, configured, reachable")
  TestResult testConnection(Tenant tenant, @PathVariable String name) {
    find(tenant, name);
    return TestResult.of(name, preflight.check(tenant.id(), name));
  }

  private StoredConnection find(Tenant tenant, String name) {
    return connections
        .find(tenant.id(), Names.require("connection", name))
        .orElseThrow(() -> Params.notFound("there is no connection '" + name + "'"));
  }

  private static void requireOwn(StoredConnection stored) {
    if (stored.managedBy() != null) {
      throw SynclineException.of(
          Category.CONFLICT,
          "MANAGED_BY_FILE",
          "connection '" + stored.name() + "' is defined by a sync file; change it there");
    }
  }

  private ConnectionView view(StoredConnection stored) {
    return ConnectionView.of(stored, preflight.examine(stored.tenant(), stored.name()));
  }
}
