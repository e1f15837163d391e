package dev.syncline.api.errors;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.DatabaseTrouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The status and body that an error is answered with.
 *
 * @param retryAfterSeconds for the header of that name, or null
 */
public record Answer(int status, ErrorBody body, @Nullable Long retryAfterSeconds) {

  public static Answer to(SynclineException e) {
    Category category = e.category();
    if (category == Category.INTERNAL || category == Category.STAGING_LOST) {
      return unexpected();
    }
    ErrorBody.Problem problem =
        new ErrorBody.Problem(code(e), e.getMessage(), e.details().isEmpty() ? null : e.details());
    Long seconds = e.retryAfter().map(pause -> Math.max(1, pause.toSeconds())).orElse(null);
    return new Answer(status(category), new ErrorBody(problem), seconds);
  }

  /** To trouble with our own database. */
  public static Answer toDatabase(Throwable e) {
    return to(DatabaseTrouble.translate(e));
  }

  /** To a defect of ours: the log knows more. */
  public static Answer unexpected() {
    return plain(500);
  }

  /** To what a layer below the endpoints refuses. */
  public static Answer plain(int status) {
    return switch (status) {
      case 401 -> of(status, "UNAUTHENTICATED", "an API key is needed: Authorization: Bearer …");
      case 403 -> of(status, "FORBIDDEN", "this is not allowed");
      case 404 -> of(status, "NOT_FOUND", "there is nothing at this path");
      case 405 -> of(status, "METHOD_NOT_ALLOWED", "this path does not take this method");
      case 406 -> of(status, "NOT_ACCEPTABLE", "only application/json is answered");
      case 413 -> of(status, "TOO_LARGE", "the request is too large");
      case 414 -> of(status, "TOO_LARGE", "the address is too long");
      case 415 -> of(status, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/json");
      case 429 -> of(status, "TOO_MANY_REQUESTS", "too many requests; try again later");
      case 431 -> of(status, "TOO_LARGE", "the headers are too large");
      case 503 -> of(status, "UNAVAILABLE", "the service is not available; try again shortly");
      default ->
          status >= 500
              ? of(status, "INTERNAL", "an unexpected error; the server's log knows more")
              : of(status, "INVALID_REQUEST", "the request is not valid");
    };
  }

  /** To somebody who is to wait first. */
  public static Answer tooMany(String message, Duration pause) {
    return new Answer(
        429, ErrorBody.of("TOO_MANY_REQUESTS", message), Math.max(1, pause.toSeconds()));
  }

  public static Answer of(int status, String code, String message) {
    return new Answer(status, ErrorBody.of(code, message), null);
  }

  private static String code(SynclineException e) {
    return switch (e.code()) {
      case "INVALID" -> "INVALID_REQUEST";
      case "DATABASE" -> "UNAVAILABLE";
      case "RATE_LIMITED" -> "TOO_MANY_REQUESTS";
      default -> e.code();
    };
  }

  private static int status(Category category) {
    return switch (category) {
      case NOT_FOUND -> 404;
      case NOT_ENABLED, CONFLICT, CANCELLED -> 409;
      case NOT_CONFIGURED -> 422;
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case TOO_LARGE -> 413;
      case RATE_LIMITED -> 429;
      case AUTH -> 502;
      case UNAVAILABLE, DATABASE -> 503;
      case STAGING_LOST, INTERNAL -> 500;
    };
  }
}
