package dev.syncline.control.conflict;

import dev.syncline.store.twoway.ConflictField;
import tools.jackson.databind.JsonNode;

/** What a person decided over one field. */
public sealed interface Choice {

  /** The field once it is so decided; the source is the task's own. */
  ConflictField of(ConflictField field, boolean foundAtSource);

  /** One of the two values. */
  record Side(boolean source) implements Choice {
    @Override
    public ConflictField of(ConflictField field, boolean foundAtSource) {
      return source == foundAtSource
          ? field.decided(ConflictField.INCOMING, field.incoming())
          : field.decided(ConflictField.RECORD, field.record());
    }
  }

  /** A third value; a null node clears the field. */
  record Value(JsonNode value) implements Choice {
    @Override
    public ConflictField of(ConflictField field, boolean foundAtSource) {
      return field.decided(ConflictField.VALUE, value);
    }
  }
}
