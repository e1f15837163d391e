package dev.syncline.standalone.application;

import dev.syncline.store.database.Range;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@link Decisions} through the API of the process that has the data. */
public final class RemoteDecisions implements Decisions {
  private static final String APPROVALS = "/api/approvals";
  private static final String PLANS = "/api/plans/";
  private static final String CONFLICTS = "/api/conflicts";

  private final RemoteApi api;

  /**
   * Decides through an API.
   *
   * @param environment {@code SYNCLINE_API_KEY} is sent where it is there
   */
  public RemoteDecisions(URI api, Map<String, String> environment) {
    this.api = new RemoteApi(api, environment);
  }

  @Override
  public ObjectNode waiting(String tenant) {
    return api.get(tenant, APPROVALS + "?limit=" + Range.MAX_LIMIT);
  }

  @Override
  public void approve(String tenant, UUID syncId) {
    api.post(tenant, APPROVALS + "/" + syncId + "/approve", null);
  }

  @Override
  public void reject(String tenant, UUID syncId) {
    api.post(tenant, APPROVALS + "/" + syncId + "/reject", null);
  }

  @Override
  public ObjectNode plan(String tenant, UUID syncId, Range items) {
    return api.get(
        tenant, PLANS + syncId + "?limit=" + items.limit() + "&offset=" + items.offset());
  }

  @Override
  public List<UUID> apply(String tenant, UUID syncId, boolean confirmed) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("confirm", confirmed);
    ObjectNode started = api.post(tenant, PLANS + syncId + "/apply", body);
    return List.of(UUID.fromString(started.path("sync_id").asString("")));
  }

  @Override
  public ObjectNode conflicts(String tenant, @Nullable String entity, @Nullable String status) {
    return api.get(
        tenant,
        CONFLICTS
            + "?limit="
            + Range.MAX_LIMIT
            + (entity == null ? "" : "&entity=" + entity)
            + (status == null ? "" : "&status=" + status));
  }

  @Override
  public ObjectNode conflict(String tenant, UUID id) {
    return api.get(tenant, CONFLICTS + "/" + id);
  }

  @Override
  public ObjectNode resolve(String tenant, UUID id, ObjectNode fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().set("fields", fields);
    return api.post(tenant, CONFLICTS + "/" + id + "/resolve", body);
  }

  @Override
  public ObjectNode undo(String tenant, UUID id) {
    return api.post(tenant, CONFLICTS + "/" + id + "/undo", null);
  }

  @Override
  public List<String> undelivered(String tenant, UUID record) {
    return List.of();
  }
}
