package dev.syncline.connectors.spi;

import java.time.Clock;

/**
 * What the surroundings offer a connector.
 *
 * @param clock the time
 * @param egress the check that each outgoing address passes before it is used
 * @param heartbeat called whenever work goes on, at least every few seconds; throws when the work
 *     should stop
 * @param redaction what keeps the connection's secrets out of messages: told of secrets that the
 *     system gives while it is worked with, asked before the system's own words are cut
 */
public record ConnectorContext(
    Clock clock, EgressPolicy egress, Runnable heartbeat, Redaction redaction) {

  public ConnectorContext(Clock clock, EgressPolicy egress, Runnable heartbeat) {
    this(clock, egress, heartbeat, new Redaction());
  }

  ConnectorContext hiding(Redaction secrets) {
    return new ConnectorContext(clock, egress, heartbeat, secrets);
  }
}
