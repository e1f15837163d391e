package dev.syncline.activities.sandbox;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.PlannedRequest;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.sandbox.SandboxRequests;
import dev.syncline.store.sandbox.SandboxRequests.NewRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for the target of a connection in the sandbox: each write is recorded as the request
 * that the connector would have sent, and answered as if the system had taken it.
 */
public final class RecordingTarget implements Target {
  private static final int BATCH = 500;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String tenant;
  private final ConnectionConfig connection;
  private final Connector connector;
  private final TargetRequest request;
  private final SandboxRequests requests;

  public RecordingTarget(
      String tenant,
      ConnectionConfig connection,
      Connector connector,
      TargetRequest request,
      SandboxRequests requests) {
    this.tenant = tenant;
    this.connection = connection;
    this.connector = connector;
    this.request = request;
    this.requests = requests;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public List<WriteOutcome> write(List<WriteCommand> batch) {
    List<WriteOutcome> outcomes = new ArrayList<>();
    List<NewRequest> recorded = new ArrayList<>();
    for (WriteCommand command : batch) {
      String id = externalId(command);
      Effect effect = effect(command);
      try {
        recorded.add(entry(command, id, effect));
        outcomes.add(new WriteOutcome.Written(effect, id, null, null));
      } catch (SynclineException e) {
        outcomes.add(new WriteOutcome.Refused(e.code(), e.getMessage(), false));
      }
    }
    requests.record(tenant, recorded);
    return outcomes;
  }

  private static Effect effect(WriteCommand command) {
    if (command.kind() == Kind.DELETE) {
      return Effect.DELETED;
    }
    return command.externalId() == null ? Effect.CREATED : Effect.UPDATED;
  }

  /** The id that the record has, the natural key that it brings, or one made up for it. */
  private String externalId(WriteCommand command) {
    if (command.externalId() != null) {
      return command.externalId();
    }
    List<String> values = new ArrayList<>();
    for (String field : request.key()) {
      JsonNode value = command.fields().path(field);
      if (value.isMissingNode() || value.isNull()) {
        return "sandbox-" + command.idempotencyKey();
      }
      values.add(value.asString());
    }
    return values.isEmpty() ? "sandbox-" + command.idempotencyKey() : String.join("|", values);
  }

  private NewRequest entry(WriteCommand command, String id, Effect effect) {
    PlannedRequest planned = connector.planned(connection, request, command, id);
    return new NewRequest(
        connection.name(),
        request.resource(),
        command.idempotencyKey(),
        id,
        effect.name().toLowerCase(Locale.ROOT),
        planned.method(),
        planned.address(),
        JSON.writeValueAsString(new TreeMap<>(planned.headers())),
        planned.body() == null ? "null" : planned.body().toString());
  }
}
