package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopbackGuardTest {
  private ApiServer server;

  @BeforeAll
  void start() {
    server = ApiServer.start("syncline.allowed-hosts=sync.example", "server.address=127.0.0.1");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: localhost:8923",
        "Host: LOCALHOST:1",
        "Host: 127.0.0.1:8923",
        "Host: [::1]",
        "Host: [::1]:8923",
        "Host: sync.example",
        "Host: localhost:8923\r\nOrigin: http://localhost:8923",
        "Host: localhost\r\nSec-Fetch-Site: same-origin"
      })
  void letsThisMachineIn(String headers) throws IOException {
    assertThat(get(headers)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.nip.io",
        "Host: 192.168.0.7:8923",
        "Host: localhost:8923\r\nOrigin: http://evil.example",
        "Host: localhost:8923\r\nOrigin: http://localhost:3000",
        "Host: localhost:8923\r\nOrigin: null",
        "Host: localhost\r\nSec-Fetch-Site: cross-site",
        "Host: localhost\r\nX-Forwarded-For: 10.0.0.1",
        "Host: localhost\r\nX-Forwarded-Host: sync.example",
        "Host: localhost\r\nForwarded: for=10.0.0.1",
        "Host: localhost\r\nX-Real-IP: 10.0.0.1"
      })
  void keepsOthersOut(String headers) throws IOException {
    String answer = get(headers);
    assertThat(answer).startsWith("HTTP/1.1 403").contains("\"code\":\"FORBIDDEN\"");
  }

  @Test
  void answersNoPreflight() throws IOException {
    String answer =
        send(
            "OPTIONS",
            "Host: localhost\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST");
    assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("Access-Control-Allow");
  }

  private String get(String headers) throws IOException {
    return send("GET", headers);
  }

  private String send(String method, String headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      String request =
          method + " /api/sync/status HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
