package dev.syncline.activities.mapping;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source record that cannot become a record; it is quarantined and the others go on. Without a
 * stack trace, since a source may hold many.
 */
public final class MappingRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** A value that does not fit its type, its rule, or what PostgreSQL can hold. */
  public static final String BAD_VALUE = "BAD_VALUE";

  /** A list or an object where a single value is needed, or the other way round. */
  public static final String BAD_TYPE = "BAD_TYPE";

  /** A required field that is missing or blank. */
  public static final String REQUIRED_MISSING = "REQUIRED_MISSING";

  /** A record without an external id. */
  public static final String KEY_MISSING = "KEY_MISSING";

  /** What is no JSON object at all. */
  public static final String BAD_RECORD = "BAD_RECORD";

  private final String code;
  private final @Nullable String externalId;
  private final @Nullable String status;
  private final @Nullable Instant modified;

  private MappingRefused(
      String code,
      @Nullable String externalId,
      @Nullable String status,
      @Nullable Instant modified,
      String message) {
    super(message, null, false, false);
    this.code = code;
    this.externalId = externalId;
    this.status = status;
    this.modified = modified;
  }

  static MappingRefused of(String code, String message) {
    return new MappingRefused(code, null, null, null, message);
  }

  static MappingRefused badValue(@Nullable Object value, String rule) {
    return of(BAD_VALUE, "value " + Values.shown(value) + " " + rule);
  }

  static MappingRefused badType(@Nullable Object value, String wanted) {
    return of(BAD_TYPE, "value " + Values.shown(value) + " is not " + wanted);
  }

  MappingRefused inField(String field) {
    return saying("field '" + field + "': " + message());
  }

  MappingRefused inReference(String name) {
    return saying("reference '" + name + "': " + message());
  }

  MappingRefused inDerived(String what) {
    return saying("derived record of " + what + ": " + message());
  }

  private MappingRefused saying(String message) {
    return new MappingRefused(code, externalId, status, modified, message);
  }

  /** The same, with what could be told of the record: filters judge refused records too. */
  MappingRefused ofRecord(@Nullable String id, @Nullable String state, @Nullable Instant time) {
    return new MappingRefused(code, id, state, time, message());
  }

  /** The source field {@code status}, or null. */
  public @Nullable String status() {
    return status;
  }

  /** When the record last changed, or null where it could not be told. */
  public @Nullable Instant modified() {
    return modified;
  }

  public String code() {
    return code;
  }

  /** The record's external id, or null where it could not be told. */
  public @Nullable String externalId() {
    return externalId;
  }

  /** What was wrong, with the field, the value (shortened) and the rule. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
