package dev.syncline.api.connections;

import dev.syncline.api.connections.ConnectionSync.Attempt;
import dev.syncline.api.connections.SyncResults.Result;
import dev.syncline.api.sync.QueuedRun;
import dev.syncline.api.web.Tenant;
import dev.syncline.domain.Names;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Syncs one connection or all that are enabled. */
@RestController
@Tag(name = "connections")
class ConnectionSyncController {
  private final Connections connections;
  private final ConnectionSync sync;

  ConnectionSyncController(Connections connections, ConnectionSync sync) {
    this.connections = connections;
    this.sync = sync;
  }

  @PostMapping("/api/sync")
  @Operation(summary = "Sync every enabled connection")
  @ApiResponse(responseCode = "202", description = "What came of each connection")
  ResponseEntity<SyncResults> syncAllConnections(Tenant tenant) {
    List<String> enabled =
        connections.list(tenant.id()).stream()
            .filter(StoredConnection::enabled)
            .map(StoredConnection::name)
            .toList();
    List<Result> results =
        sync.attempts(tenant.id(), enabled).stream().map(Attempt::result).toList();
    return ResponseEntity.accepted()
        .location(URI.create("/api/sync/status"))
        .body(SyncResults.of(results));
  }

  @PostMapping("/api/connections/{name}/sync")
  @Operation(summary = "Sync one connection: every task that reads from it")
  @ApiResponse(responseCode = "202", description = "What came of it")
  ResponseEntity<SyncResults> syncConnection(Tenant tenant, @PathVariable String name) {
    Attempt attempt = sync.attempts(tenant.id(), List.of(Names.require("connection", name))).get(0);
    attempt.requireStarted();
    URI location =
        attempt.started().isEmpty()
            ? URI.create("/api/sync/status")
            : QueuedRun.location(attempt.started().get(0));
    return ResponseEntity.accepted()
        .location(location)
        .body(SyncResults.of(List.of(attempt.result())));
  }
}
