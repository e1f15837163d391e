package dev.syncline.api.webhooks;

import dev.syncline.api.access.AccessMode;
import dev.syncline.api.requests.JsonBodies;
import dev.syncline.connectors.spi.WebhookCall;
import dev.syncline.control.webhook.Webhooks;
import dev.syncline.domain.Names;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes calls: verified, stored, then answered. */
@RestController
@Tag(name = "webhooks", description = "Calls of other systems")
class WebhookController {
  private final Webhooks webhooks;
  private final AccessMode mode;

  WebhookController(Webhooks webhooks, AccessMode mode) {
    this.webhooks = webhooks;
    this.mode = mode;
  }

  /** What a call is answered. */
  record Taken(boolean accepted, boolean duplicate) {}

  @PostMapping("/api/webhooks/{connection}")
  @Operation(
      summary = "Take a call of a connection's system",
      description = "Needs no API key: the call's own signature decides. The body is the system's.",
      parameters =
          @Parameter(
              in = ParameterIn.QUERY,
              name = "tenant",
              schema = @Schema(type = "string"),
              description = "whose connection it is; default-tenant where it is left out"))
  @ApiResponse(responseCode = "202", description = "It is stored, and will be read")
  @ApiResponse(responseCode = "200", description = "It was taken before")
  ResponseEntity<Taken> receiveWebhook(
      @PathVariable String connection, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    String tenant = tenant(request);
    boolean fresh =
        webhooks.accept(
            Names.require("tenant", tenant),
            Names.require("connection", connection),
            new WebhookCall(headers(request), body(request)),
            mode.open());
    return fresh
        ? ResponseEntity.accepted().body(new Taken(true, false))
        : ResponseEntity.ok(new Taken(true, true));
  }

  /** Asking for a parameter would have the server read a form, and with it the signed body. */
  private static String tenant(HttpServletRequest request) {
    String given =
        UriComponentsBuilder.newInstance()
            .query(request.getQueryString())
            .build()
            .getQueryParams()
            .getFirst("tenant");
    return given == null ? Names.DEFAULT_TENANT : given.strip();
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    return headers;
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(JsonBodies.MAX_BYTES + 1);
    if (body.length > JsonBodies.MAX_BYTES) {
      throw JsonBodies.tooLarge();
    }
    return body;
  }
}
