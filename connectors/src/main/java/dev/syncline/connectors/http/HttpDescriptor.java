package dev.syncline.connectors.http;

import static dev.syncline.connectors.spi.SettingDescriptor.optional;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.SettingDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How the connector presents itself. */
final class HttpDescriptor {
  /** Headers that belong to the connection itself and cannot be set. */
  private static final Set<String> RESERVED =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "http",
          "Any JSON-over-HTTP system: paged lists, filters, totals, six ways to authenticate.",
          List.of(
              SettingDescriptor.required("base_url", "the address all paths stand under"),
              optional("headers", "headers sent with each call"),
              optional("auth", "none, basic, bearer, header, oauth1 or oauth2"),
              optional("scope", "what an oauth2 token is asked for"),
              optional("concurrency", "how many calls write at the same time (4)"),
              optional("resources", "the resources, each with its path, items, paging and so on"),
              optional("webhook", "how calls from the system are verified and read"),
              optional("params", "query parameters of every resource"),
              optional("items", "where lists stand in an answer, for every resource"),
              optional("key", "the external id's field, for every resource (id)"),
              optional("paging", "how lists are cut into pages, for every resource"),
              optional("total", "where an answer tells how many records there are"),
              optional("modified_param", "the parameter that asks for changes since a time"),
              optional("modified_until_param", "the parameter that asks for changes up to a time"),
              optional("ids_param", "the parameter that asks for certain ids"),
              optional("status_param", "the parameter that asks for certain values of status"),
              optional("get", "how one record is read, for every resource"),
              optional("find", "how an existing record is looked up, for every resource"),
              optional("create", "how a record is created, for every resource"),
              optional("update", "how a record is changed, for every resource"),
              optional("delete", "how a record is deleted, for every resource")),
          List.of(
              optional("username", "for auth basic"),
              optional("password", "for auth basic"),
              optional("token", "for auth bearer"),
              optional("header", "the header's name, for auth header"),
              optional("value", "the header's value, for auth header"),
              optional("consumer_key", "for auth oauth1"),
              optional("consumer_secret", "for auth oauth1"),
              optional("token_url", "where tokens are given, for auth oauth2"),
              optional("client_id", "for auth oauth2"),
              optional("client_secret", "for auth oauth2"),
              optional("webhook_secret", "the key of the webhook's signature")),
          true,
          true,
          "a name under resources, else the path /NAME");

  private HttpDescriptor() {}

  static List<String> headerProblems(ConnectionConfig connection) {
    List<String> problems = new ArrayList<>();
    Map<String, String> headers = ResourceSettings.texts(connection.settings().path("headers"));
    for (String name : headers.keySet()) {
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        problems.add("setting 'headers': the header '" + name + "' cannot be set");
      }
    }
    return problems;
  }
}
