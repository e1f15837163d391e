package dev.syncline.connectors.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A connector that keeps secrets to itself, whatever the one inside says: the one place where the
 * words of other systems come in.
 */
final class RedactingConnector implements Connector {
  private final Connector inside;

  RedactingConnector(Connector inside) {
    this.inside = inside;
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return inside.descriptor();
  }

  @Override
  public List<String> problems(ConnectionConfig connection) {
    Redaction redaction = Redaction.of(connection);
    return redaction.guard(() -> inside.problems(connection)).stream()
        .map(redaction::clean)
        .toList();
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    with(
        connection,
        context,
        redacting -> {
          inside.test(connection, redacting);
          return true;
        });
  }

  @Override
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    return with(
        connection,
        context,
        redacting ->
            new RedactingSource(
                inside.openSource(connection, request, redacting), redacting.redaction()));
  }

  @Override
  public Target openTarget(
      ConnectionConfig connection, TargetRequest request, ConnectorContext context) {
    return with(
        connection,
        context,
        redacting ->
            new RedactingTarget(
                inside.openTarget(connection, request, redacting), redacting.redaction()));
  }

  /** What a work does with a context. */
  private interface InContext<T> {
    T with(ConnectorContext context);
  }

  private static <T> T with(
      ConnectionConfig connection, ConnectorContext context, InContext<T> work) {
    Redaction redaction = Redaction.of(connection);
    return redaction.guard(() -> work.with(context.hiding(redaction)));
  }

  @Override
  public PlannedRequest planned(
      ConnectionConfig connection, TargetRequest request, WriteCommand command, String externalId) {
    Redaction redaction = Redaction.of(connection);
    PlannedRequest planned =
        redaction.guard(() -> inside.planned(connection, request, command, externalId));
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
  public Optional<Layout> layout(
      ConnectionConfig connection, String resource, List<String> key, ConnectorContext context) {
    return with(
        connection,
        context,
        redacting ->
            inside
                .layout(connection, resource, key, redacting)
                .map(
                    layout ->
                        new Layout(
                            layout.fields(),
                            layout.keyProblem().map(redacting.redaction()::clean))));
  }

  @Override
  public Optional<Webhook> webhook(ConnectionConfig connection) {
    return quietly(connection, () -> inside.webhook(connection));
  }

  private static <T> T quietly(ConnectionConfig connection, Supplier<T> work) {
    return Redaction.of(connection).guard(work);
  }
}
