package dev.syncline.simulators.rest;

import java.time.Duration;
import java.util.Map;

/** What a system may do in place of a good answer. */
public sealed interface Fault {
  /** Another status, with headers and a body. */
  record Status(int code, Map<String, String> headers, String body) implements Fault {}

  /** A page for people with status 200, as proxies and login walls give it. */
  record Html() implements Fault {}

  /** The connection ends in the middle of the body, whose full length was announced. */
  record CutBody() implements Fault {}

  /** The body ends in the middle, and its length says so. */
  record TruncatedJson() implements Fault {}

  /** The answer comes late. */
  record Slow(Duration delay) implements Fault {}

  /** The connection is closed without an answer; what was asked may have been done. */
  record LostAnswer() implements Fault {}

  static Fault status(int code) {
    return new Status(code, Map.of(), "{\"error\":\"status " + code + "\"}");
  }

  /** 429 with {@code Retry-After}. */
  static Fault tooManyRequests(String retryAfter) {
    return new Status(429, Map.of("Retry-After", retryAfter), "{\"error\":\"slow down\"}");
  }
}
