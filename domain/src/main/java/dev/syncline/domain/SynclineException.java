package dev.syncline.domain;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the product. Its {@link Category} decides what happens next; its code is the
 * word that machines read ({@code SYNC_IN_PROGRESS}); its message tells a person what was wrong,
 * with which value, where, and what to do. Messages never carry secrets.
 */
public final class SynclineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Category category;
  private final String code;
  private final transient Map<String, ?> details;
  private final @Nullable Duration retryAfter;

  private SynclineException(
      Category category,
      String code,
      String message,
      Map<String, ?> details,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** An exception whose code is the category's own word in upper case. */
  public static SynclineException of(Category category, String message) {
    return of(category, category.name(), message);
  }

  /** An exception with a code of its own, for example {@code SLUG_TAKEN}. */
  public static SynclineException of(Category category, String code, String message) {
    return new SynclineException(
        category, code.toUpperCase(Locale.ROOT), message, Map.of(), null, null);
  }

  public SynclineException because(Throwable cause) {
    return new SynclineException(category, code, getMessage(), details, retryAfter, cause);
  }

  /** The same with machine-readable details; values must be JSON-friendly. */
  public SynclineException with(Map<String, ?> moreDetails) {
    return new SynclineException(category, code, getMessage(), moreDetails, retryAfter, getCause());
  }

  /** The same with the pause the other system asked for. */
  public SynclineException retryAfter(Duration pause) {
    return new SynclineException(category, code, getMessage(), details, pause, getCause());
  }

  /** The same in other words, without cause and details. */
  public SynclineException worded(String message) {
    SynclineException other =
        new SynclineException(category, code, message, Map.of(), retryAfter, null);
    other.setStackTrace(getStackTrace());
    return other;
  }

  public Category category() {
    return category;
  }

  public String code() {
    return code;
  }

  public Map<String, ?> details() {
    return details == null ? Map.of() : details;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code : message;
  }
}
