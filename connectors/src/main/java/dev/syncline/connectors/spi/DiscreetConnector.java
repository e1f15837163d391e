package dev.syncline.connectors.spi;

import dev.syncline.connectors.spi.Discretion.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A connector that keeps secrets to itself, whatever the one inside says: the one place where the
 * words of other systems come in.
 */
final class DiscreetConnector implements Connector {
  private final Connector inside;

  DiscreetConnector(Connector inside) {
    this.inside = inside;
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return inside.descriptor();
  }

  @Override
  public List<String> problems(ConnectionConfig connection) {
    Redaction redaction = Redaction.of(connection);
    return Discretion.of(redaction, () -> inside.problems(connection)).stream()
        .map(redaction::clean)
        .toList();
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    with(
        connection,
        context,
        discreet -> {
          inside.test(connection, discreet);
          return true;
        });
  }

  @Override
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    return with(
        connection,
        context,
        discreet ->
            new DiscreetSource(
                inside.openSource(connection, request, discreet), discreet.redaction()));
  }

  @Override
  public Target openTarget(
      ConnectionConfig connection, TargetRequest request, ConnectorContext context) {
    return with(
        connection,
        context,
        discreet ->
            new DiscreetTarget(
                inside.openTarget(connection, request, discreet), discreet.redaction()));
  }

  /** What a work does with a context. */
  private interface InContext<T> {
    T with(ConnectorContext context);
  }

  private static <T> T with(
      ConnectionConfig connection, ConnectorContext context, InContext<T> work) {
    Redaction redaction = Redaction.of(connection);
    return Discretion.of(redaction, () -> work.with(context.hiding(redaction)));
  }

  @Override
  public PlannedRequest planned(
      ConnectionConfig connection, TargetRequest request, WriteCommand command, String externalId) {
    Redaction redaction = Redaction.of(connection);
    PlannedRequest planned =
        Discretion.of(redaction, () -> inside.planned(connection, request, command, externalId));
    Map<String, String> headers = new TreeMap<>();
    planned.headers().forEach((name, value) -> headers.put(name, redaction.clean(value)));
    return new PlannedRequest(
        planned.method(), redaction.clean(planned.address()), headers, planned.body());
  }

  @Override
  public Optional<String> doubtfulCreation(ConnectionConfig connection, TargetRequest request) {
    return quietly(connection, () -> inside.doubtfulCreation(connection, request));
  }

  @Override
  public Optional<Webhook> webhook(ConnectionConfig connection) {
    return quietly(connection, () -> inside.webhook(connection));
  }

  private static <T> T quietly(ConnectionConfig connection, Work<T> work) {
    return Discretion.of(Redaction.of(connection), work);
  }
}
