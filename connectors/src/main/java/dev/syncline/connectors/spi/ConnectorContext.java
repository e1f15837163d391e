package dev.syncline.connectors.spi;

import java.time.Clock;

/**
 * What the surroundings offer a connector.
 *
 * @param clock the time
 * @param egress the check that each outgoing address passes before it is used
 * @param heartbeat called whenever work goes on, at least every few seconds; throws when the work
 *     should stop
 */
public record ConnectorContext(Clock clock, EgressPolicy egress, Runnable heartbeat) {}
