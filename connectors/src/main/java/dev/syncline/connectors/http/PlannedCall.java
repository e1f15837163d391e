package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.PlannedRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The call that a write would make. */
final class PlannedCall {
  private static final Pattern SECRET =
      Pattern.compile("auth|token|key|secret|cookie|password|credential", Pattern.CASE_INSENSITIVE);

  private PlannedCall() {}

  static PlannedRequest of(
      ConnectionConfig connection, WriteSpec writes, WriteCommand command, String externalId) {
    WriteSpec.Action action = action(writes, command);
    if (action == null) {
      throw SynclineException.of(
          Category.INVALID,
          "NOT_SUPPORTED",
          "resource '" + writes.name() + "' has no such call; describe it under resources");
    }
    URI address =
        Addresses.join(
            BaseUrl.of(connection),
            action.path().replace("{id}", Addresses.encode(externalId)),
            action.params());
    boolean deletes = command.kind() == WriteCommand.Kind.DELETE;
    return new PlannedRequest(
        action.method(),
        address.toString(),
        headers(connection, action, command, deletes),
        deletes ? null : command.fields());
  }

  private static WriteSpec.@Nullable Action action(WriteSpec writes, WriteCommand command) {
    if (command.kind() == WriteCommand.Kind.DELETE) {
      return writes.delete();
    }
    return command.externalId() == null ? writes.create() : writes.update();
  }

  private static Map<String, String> headers(
      ConnectionConfig connection, WriteSpec.Action action, WriteCommand command, boolean deletes) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "application/json");
    if (!deletes) {
      headers.put("Content-Type", "application/json");
    }
    ResourceSettings.texts(connection.settings().path("headers"))
        .forEach(
            (name, value) ->
                headers.put(name, SECRET.matcher(name).find() ? PlannedRequest.MASK : value));
    if (!connection.credentials().isEmpty()) {
      headers.put("Authorization", PlannedRequest.MASK);
    }
    if (action.idempotencyHeader() != null) {
      headers.put(action.idempotencyHeader(), command.idempotencyKey());
    }
    if (action.versionHeader() != null && command.version() != null) {
      headers.put(action.versionHeader(), command.version());
    }
    return headers;
  }
}
