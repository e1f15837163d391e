package dev.syncline.api.web;

import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks parameters of paths and queries. */
public final class Params {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Params() {}

  public static SynclineException invalid(String message) {
    return SynclineException.of(Category.INVALID, "INVALID_REQUEST", message);
  }

  public static SynclineException notFound(String message) {
    return SynclineException.of(Category.NOT_FOUND, message);
  }

  /** A limit from 1 to 500 and an offset from 0. */
  public static Range range(
      String limitName, @Nullable String limit, String offsetName, @Nullable String offset) {
    long rows = number(limitName, limit, Range.DEFAULT_LIMIT);
    if (rows < 1 || rows > Range.MAX_LIMIT) {
      throw invalid(limitName + " must be from 1 to " + Range.MAX_LIMIT + ", not " + rows);
    }
    long before = number(offsetName, offset, 0);
    if (before < 0) {
      throw invalid(offsetName + " must not be negative");
    }
    return new Range((int) rows, before);
  }

  private static long number(String name, @Nullable String text, long fallback) {
    if (text == null) {
      return fallback;
    }
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw SynclineException.of(
              Category.INVALID, "INVALID_REQUEST", name + " must be a whole number")
          .because(e);
    }
  }

  public static boolean flag(String name, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw invalid(name + " must be true or false");
  }

  /** One of the constants by its lower-case word; null where none is given. */
  public static <E extends Enum<E>> @Nullable E word(
      String name, Class<E> type, @Nullable String text) {
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    throw invalid(name + " must be one of " + String.join(", ", known));
  }

  /** A filter by name; null where none is given. */
  public static @Nullable String name(String what, @Nullable String text) {
    return text == null ? null : Names.require(what, text);
  }

  /** A UUID, where it is one. */
  public static Optional<UUID> uuid(String text) {
    return UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** The UUID in a path; NOT_FOUND where it is none, as nothing has such an id. */
  public static UUID idInPath(String what, String text) {
    return uuid(text).orElseThrow(() -> notFound("there is no " + what + " with this id"));
  }

  /** The UUID of a filter. */
  public static @Nullable UUID idFilter(String name, @Nullable String text) {
    return text == null ? null : uuid(text).orElseThrow(() -> invalid(name + " must be a UUID"));
  }
}
