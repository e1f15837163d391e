package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of system. Implementations are stateless and thread-safe; what they open is used by one
 * thread at a time.
 */
public interface Connector {
  /** The name in sync files, and the settings this connector understands. */
  ConnectorDescriptor descriptor();

  /**
   * What is missing or wrong in the settings and credentials, judged without leaving the process;
   * each entry is a sentence for a person. Empty when the connection is configured. The generic
   * checks (required, unknown, type) are done by {@link ConnectorDescriptor#problems}.
   */
  default List<String> problems(ConnectionConfig connection) {
    return List.of();
  }

  /**
   * Reaches the system once, cheaply. Throws {@link SynclineException} of category AUTH,
   * UNAVAILABLE, NOT_FOUND or INVALID where that fails.
   */
  void test(ConnectionConfig connection, ConnectorContext context);

  /** Opens a resource for reading; the caller closes it. */
  default Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    throw SynclineException.of(
        Category.INVALID, "connector '" + descriptor().name() + "' cannot be read from");
  }

  /**
   * What a write would send, judged without leaving the process. By default the write of a row.
   *
   * @param externalId the record's id in the system; for a new record the one it was given
   */
  default PlannedRequest planned(
      ConnectionConfig connection, TargetRequest request, WriteCommand command, String externalId) {
    return new PlannedRequest(
        command.kind() == WriteCommand.Kind.DELETE ? "DELETE" : "UPSERT",
        descriptor().name() + ":" + request.resource(),
        Map.of(),
        command.fields());
  }

  /**
   * Why a creation whose answer is lost could not be sent again, and what to declare so that it
   * can; empty where it can. Judged without leaving the process.
   *
   * @throws SynclineException where the settings describe no writing at all
   */
  default Optional<String> doubtfulCreation(ConnectionConfig connection, TargetRequest request) {
    return Optional.empty();
  }

  /**
   * What the system fixes of a resource that is to be written, looked up without changing anything;
   * empty where records may differ, and where the resource is made when it is first written.
   *
   * @param key the fields that records are written by; empty for the resource's own
   * @throws SynclineException where it cannot be asked, or is nothing that can be written to
   */
  default Optional<Layout> layout(
      ConnectionConfig connection, String resource, List<String> key, ConnectorContext context) {
    return Optional.empty();
  }

  /** How the connection's system calls us; empty where it does not. */
  default Optional<Webhook> webhook(ConnectionConfig connection) {
    return Optional.empty();
  }

  /** Opens a resource for writing; the caller closes it. */
  default Target openTarget(
      ConnectionConfig connection, TargetRequest request, ConnectorContext context) {
    throw SynclineException.of(
        Category.INVALID, "connector '" + descriptor().name() + "' cannot be written to");
  }
}
