package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();

  @Test
  void unknownPathsAreNotFound() {
    caller.get("/api/nothing").expectError(404, "NOT_FOUND");
    caller.get("/nothing").expectError(404, "NOT_FOUND");
    caller.get("/error").expectError(404, "NOT_FOUND");
    caller.get("/api/v1/v1/sync/status").expectError(404, "NOT_FOUND");
  }

  @Test
  void wrongMethodsSayWhichAreRight() {
    Caller.Reply reply = caller.delete("/api/sync/status").expectError(405, "METHOD_NOT_ALLOWED");
    assertThat(reply.header("Allow")).contains("GET");
  }

  @Test
  void bodiesAreJson() {
    caller
        .with("Content-Type", "text/plain")
        .post("/api/sync/orders", "{}")
        .expectError(415, "UNSUPPORTED_MEDIA_TYPE");
    caller
        .with("Content-Type", "application/x-www-form-urlencoded")
        .post("/api/connections", "name=x")
        .expectError(415, "UNSUPPORTED_MEDIA_TYPE");
    caller.post("/api/connections").expectError(400, "INVALID_REQUEST");
  }

  @Test
  void onlyJsonIsAnswered() {
    caller
        .with("Accept", "application/xml")
        .get("/api/sync/status")
        .expectError(406, "NOT_ACCEPTABLE");
  }

  /** Written out, it would not fit into the memory; and no column takes it. */
  @Test
  void numbersOfTooManyDigitsAreRefused() {
    for (String number : new String[] {"1e1000000000", "-1.5E-2000"}) {
      caller
          .post("/api/connections", "{\"name\":\"x\",\"settings\":{\"a\":[" + number + "]}}")
          .expectError(400, "INVALID_REQUEST");
    }
  }

  @Test
  void largeBodiesAreRefused() {
    String body = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
    caller.post("/api/connections", body).expectError(413, "TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/sync/status?limit=0",
        "/api/sync/status?limit=501",
        "/api/sync/status?limit=ten",
        "/api/sync/status?limit=",
        "/api/sync/status?offset=-1",
        "/api/sync/status?status=done",
        "/api/sync/status?entity=-x",
        "/api/sync/failures?status=broken",
        "/api/sync/failures?entity=a%20b",
        "/api/id-map?record_id=7",
        "/api/id-map?external_id=%00",
        "/api/records/orders?deleted=maybe",
        "/api/records/a%01b",
        "/api/records/%FF",
        "/api/connections/a:b",
        "/api/sync/status?entity=%C3%28"
      })
  void badParametersAreNamed(String path) {
    caller.get(path).expectError(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "-t", "../etc", "x/y", "ümlaut"})
  void tenantsHaveNames(String tenant) throws IOException {
    String answer =
        raw("GET /api/sync/status HTTP/1.1\r\nHost: localhost\r\nX-Tenant-ID: " + tenant);
    assertThat(answer).startsWith("HTTP/1.1 400").contains("INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/sync/status/%zz HTTP/1.1\r\nHost: localhost",
        "GET /api/sync/status/a%00b HTTP/1.1\r\nHost: localhost",
        "GET /api/sync/status?entity=%zz HTTP/1.1\r\nHost: localhost",
        "GET /api/sync/status?entity=% HTTP/1.1\r\nHost: localhost",
        "GET /api/<script> HTTP/1.1\r\nHost: localhost",
        "GET /api/sync%2Fstatus HTTP/1.1\r\nHost: localhost",
        "GET /api/sync/status HTTP/1.1",
        "GET /api/sync/status HTTP/1.1\r\nHost: local host"
      })
  void brokenRequestsAreAnsweredInTheSameShape(String request) throws IOException {
    String answer = raw(request);
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer).contains("{\"error\":{\"code\":\"INVALID_REQUEST\"");
    assertThat(answer).doesNotContain("<html", "Tomcat", "Exception");
  }

  @Test
  void brokenUtf8InABodyIsRefused() throws IOException {
    byte[] body = {'{', '"', 'm', 'o', 'd', 'e', '"', ':', '"', (byte) 0xC3, '(', '"', '}'};
    String head =
        "POST /api/sync/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length;
    assertThat(raw(head, body)).startsWith("HTTP/1.1 400").contains("INVALID_REQUEST");
  }

  private String raw(String head) throws IOException {
    return raw(head, new byte[0]);
  }

  private String raw(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Nobody uploads files here: a form without its boundary is not even looked at. */
  @Test
  void aFormWithoutItsBoundaryIsNoServerError() {
    Caller form = ApiServer.shared().newTenant().with("Content-Type", "multipart/form-data");
    form.delete("/api/connections/x").expectError(404, "NOT_FOUND");
    form.post("/api/connections", "{}").expectError(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void aParameterWithoutANameIsInvalid() {
    Caller anyone = ApiServer.shared().newTenant();
    for (String query : new String[] {"?=1", "?limit=2&=null", "?=", "?limit=2&=&offset=0"}) {
      anyone.get("/api/connections" + query).expectError(400, "INVALID_REQUEST");
    }
    anyone.get("/api/connections?limit=2&unknown==&").expect(200);
  }
}
