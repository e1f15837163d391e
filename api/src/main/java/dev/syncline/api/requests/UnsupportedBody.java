package dev.syncline.api.requests;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;

/** The body is not declared as JSON. */
final class UnsupportedBody extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  UnsupportedBody() {
    super(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    getHeaders().setAccept(List.of(MediaType.APPLICATION_JSON));
  }
}
