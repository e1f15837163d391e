package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which way of authentication a connection uses, and the credentials that it needs. */
final class AuthSettings {
  private static final Map<String, List<String>> NEEDED =
      new TreeMap<>(
          Map.of(
              "none", List.of(),
              "basic", List.of("username", "password"),
              "bearer", List.of("token"),
              "header", List.of("header", "value"),
              "oauth1", List.of("consumer_key", "consumer_secret"),
              "oauth2", List.of("token_url", "client_id", "client_secret")));

  private AuthSettings() {}

  static String kind(ConnectionConfig connection) {
    return connection
        .setting("auth")
        .orElse(connection.credential("token").isPresent() ? "bearer" : "none");
  }

  static List<String> problems(ConnectionConfig connection) {
    List<String> problems = new ArrayList<>();
    String kind = kind(connection);
    List<String> needed = NEEDED.get(kind);
    if (needed == null) {
      problems.add("auth '" + kind + "' is not known; use one of " + NEEDED.keySet());
      return problems;
    }
    for (String name : needed) {
      if (connection.credential(name).isEmpty()) {
        problems.add("credential '" + name + "' is missing: auth '" + kind + "' needs it");
      }
    }
    return problems;
  }

  static Auth of(ConnectionConfig connection, Tokens tokens, Calls calls) {
    String kind = kind(connection);
    return switch (kind) {
      case "none" -> (request, method, address) -> {};
      case "basic" -> {
        String pair = need(connection, "username") + ":" + need(connection, "password");
        byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
        yield header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      }
      case "bearer" -> header("Authorization", "Bearer " + need(connection, "token"));
      case "header" -> header(need(connection, "header"), need(connection, "value"));
      case "oauth1" ->
          new OAuth1(need(connection, "consumer_key"), need(connection, "consumer_secret"));
      case "oauth2" ->
          new OAuth2(
              tokens,
              calls,
              need(connection, "token_url"),
              need(connection, "client_id"),
              need(connection, "client_secret"),
              connection.setting("scope").orElse(""));
      default ->
          throw SynclineException.of(
              Category.INVALID, "auth '" + kind + "' is not known; use one of " + NEEDED.keySet());
    };
  }

  private static Auth header(String name, String value) {
    return (request, method, address) -> {
      try {
        request.setHeader(name, value);
      } catch (IllegalArgumentException e) {
        throw SynclineException.of(
            Category.INVALID,
            "the credentials cannot stand in a header: look for line breaks in them, and for other"
                + " characters than letters, digits and '-' in the header's name");
      }
    };
  }

  private static String need(ConnectionConfig connection, String name) {
    return connection
        .credential(name)
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.NOT_CONFIGURED,
                    "credential '"
                        + name
                        + "' of connection '"
                        + connection.name()
                        + "' is missing"));
  }
}
