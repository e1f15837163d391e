package dev.syncline.activities.deliver;

import dev.syncline.activities.merge.Side;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.twoway.LegState;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row on its way to a system of a two-way task.
 *
 * @param side what the system and the record last showed each other
 * @param from the record's fields as they are sent
 * @param held the fields that wait for a person
 * @param needed the fields that the system lacks
 */
record TwoWayWrite(
    OutboxRow row,
    LegState state,
    Side side,
    ObjectNode from,
    Set<String> held,
    Set<String> needed,
    WriteCommand command) {

  /** The same by what is remembered of the row now. */
  TwoWayWrite by(LegState now) {
    return new TwoWayWrite(row, state, Meeting.side(now), from, held, needed, command);
  }

  boolean deletes() {
    return command.kind() == WriteCommand.Kind.DELETE;
  }

  /** The fields that its echo will be known by. */
  String sent() {
    return String.valueOf(side.sending(from, needed).sent());
  }
}
