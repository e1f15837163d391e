package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API in the name of one tenant. */
final class Caller {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final int port;
  final String tenant;
  private final Map<String, String> headers = new HashMap<>();

  Caller(int port, String tenant) {
    this(port, tenant, Map.of("X-Tenant-ID", tenant));
  }

  private Caller(int port, String tenant, Map<String, String> headers) {
    this.port = port;
    this.tenant = tenant;
    this.headers.putAll(headers);
  }

  Caller with(String header, String value) {
    Caller other = new Caller(port, tenant, headers);
    other.headers.put(header, value);
    return other;
  }

  Caller without(String header) {
    Caller other = new Caller(port, tenant, headers);
    other.headers.remove(header);
    return other;
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  Reply post(String path, String json) {
    return send("POST", path, json);
  }

  Reply post(String path) {
    return send("POST", path, null);
  }

  Reply put(String path, String json) {
    return send("PUT", path, json);
  }

  Reply delete(String path) {
    return send("DELETE", path, null);
  }

  Reply send(String method, String path, String body) {
    try {
      return new Reply(CLIENT.send(request(method, path, body), text()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  CompletableFuture<Reply> sendAsync(String method, String path, String body) {
    return CLIENT.sendAsync(request(method, path, body), text()).thenApply(Reply::new);
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private HttpRequest request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    return request.build();
  }

  /** An answer, as the OpenAPI document describes it. */
  record Reply(HttpResponse<String> response) {
    Reply {
      assertThat(DescribedAnswers.ofTheApi().faults(response))
          .as(response.request().method() + " " + response.uri() + ": " + response.body())
          .isEmpty();
    }

    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .as(response.body())
          .startsWith("application/json");
      return JsonMapper.shared().readTree(response.body());
    }

    JsonNode at(String pointer) {
      return json().at(pointer);
    }

    String text(String pointer) {
      JsonNode node = at(pointer);
      assertThat(node.isMissingNode()).as(pointer + " in " + response.body()).isFalse();
      return node.asString();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Reply expect(int status) {
      assertThat(status()).as(response.body()).isEqualTo(status);
      return this;
    }

    /** An error with this status and code, in the one shape, that betrays nothing. */
    Reply expectError(int status, String code) {
      expect(status);
      assertThat(text("/error/code")).as(response.body()).isEqualTo(code);
      assertThat(text("/error/message")).isNotBlank();
      assertThat(response.body())
          .doesNotContain("Exception", "dev.syncline", "org.springframework", "select ", "insert ");
      return this;
    }
  }
}
