package dev.syncline.api.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every error answer. */
public record ErrorBody(Problem error) {

  /**
   * @param code the word for machines
   * @param message what was wrong and what to do
   * @param details further values, by code
   */
  public record Problem(
      String code,
      String message,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, ?> details) {}

  public static ErrorBody of(String code, String message) {
    return new ErrorBody(new Problem(code, message, null));
  }
}
