package dev.syncline.api.errors;

import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.DatabaseTrouble;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Turns whatever leaves a controller as an exception into the one error shape. */
@RestControllerAdvice
class ApiErrors {
  private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

  @ExceptionHandler
  ResponseEntity<ErrorBody> known(SynclineException e) {
    Answer answer = Answer.to(e);
    if (answer.status() >= 500) {
      log.warn("answered {}: {}", answer.status(), e.getMessage(), e);
    }
    return entity(answer, new HttpHeaders());
  }

  @ExceptionHandler
  @Nullable ResponseEntity<ErrorBody> gone(AsyncRequestNotUsableException e) {
    log.debug("the client went away", e);
    return null;
  }

  @ExceptionHandler
  ResponseEntity<ErrorBody> any(Exception e) {
    SynclineException known = within(e);
    if (known != null) {
      return known(known);
    }
    if (e instanceof ErrorResponse framework) {
      return entity(Answer.plain(framework.getStatusCode().value()), framework.getHeaders());
    }
    if (e instanceof org.springframework.http.converter.HttpMessageNotReadableException
        || e instanceof org.springframework.beans.TypeMismatchException) {
      return entity(Answer.plain(400), new HttpHeaders());
    }
    if (DatabaseTrouble.concerns(e)) {
      log.warn("the database: {}", e.getMessage());
      return entity(Answer.toDatabase(e), new HttpHeaders());
    }
    if (e instanceof WorkflowServiceException || e instanceof StatusRuntimeException) {
      log.warn("the workflow engine: {}", e.getMessage());
      return entity(
          Answer.of(503, "UNAVAILABLE", "the workflow engine does not answer; try again shortly"),
          new HttpHeaders());
    }
    log.error("an unexpected error", e);
    return entity(Answer.unexpected(), new HttpHeaders());
  }

  /** The framework wraps what a body reader throws. */
  private static @Nullable SynclineException within(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SynclineException known) {
        return known;
      }
    }
    return null;
  }

  private static ResponseEntity<ErrorBody> entity(Answer answer, HttpHeaders headers) {
    ResponseEntity.BodyBuilder builder =
        ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
    if (headers.getAllow() != null && !headers.getAllow().isEmpty()) {
      builder.header(HttpHeaders.ALLOW, String.join(",", headers.getOrEmpty(HttpHeaders.ALLOW)));
    }
    if (answer.retryAfterSeconds() != null) {
      builder.header(HttpHeaders.RETRY_AFTER, String.valueOf(answer.retryAfterSeconds()));
    }
    return builder.body(answer.body());
  }
}
