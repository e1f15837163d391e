package dev.syncline.e2e.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sync file with every connector and every way to authenticate, against a system that echoes. */
final class LeakySetup {
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "basic", "username: '${env:BASIC_USER}', password: '${env:BASIC_PASSWORD}'",
          "bearer", "token: '${env:BEARER}'",
          "header", "header: X-Api-Key, value: '${env:API_KEY}'",
          "oauth1",
              "consumer_key: '${env:CONSUMER_KEY}', consumer_secret: '${env:CONSUMER_SECRET}'",
          "oauth2",
              "token_url: '%s/token', client_id: '${env:CLIENT_ID}', client_secret: '${env:CLIENT_SECRET}'",
          "oauth2-refused",
              "token_url: '%s/no-token', client_id: '${env:CLIENT_ID}', client_secret: '${env:CLIENT_SECRET}'");

  private static final List<String> SECRETS =
      List.of(
          "BASIC_PASSWORD",
          "BEARER",
          "API_KEY",
          "CONSUMER_SECRET",
          "CLIENT_SECRET",
          "EXTRA_HEADER",
          "PARAMETER",
          "HOOK",
          "POSTGRES");

  private final StringBuilder file = new StringBuilder("version: 1\nconnections:\n");
  private final StringBuilder tasks = new StringBuilder("tasks:\n");
  private final List<String> names = new ArrayList<>();
  private final String url;
  private final String postgres;

  LeakySetup(EchoSystem echo, String postgres) {
    this.url = echo.url();
    this.postgres = postgres;
    file.append("  files: { connector: csv, settings: { path: people.csv } }\n");
    file.append("  lines: { connector: jsonl, settings: { path: people.jsonl } }\n");
    file.append("  notes: { connector: markdown, settings: { path: notes } }\n");
    task("files", "files", "", "key: id");
    task("lines", "lines", "", "key: id");
    task("notes", "notes", "", "");
    CREDENTIALS.keySet().stream().sorted().forEach(this::system);
    database("base", postgres, "${env:POSTGRES}");
    database("locked", postgres, "${env:BEARER}");
    database("gone", "jdbc:postgresql://127.0.0.1:1/other", "${env:POSTGRES}");
    hooks();
  }

  static List<String> secrets() {
    return SECRETS;
  }

  /** As environment variables; names are secrets too where they are as long as keys. */
  static Map<String, String> environment(Canaries canaries) {
    SECRETS.forEach(canaries::of);
    List.of("BASIC_USER", "CLIENT_ID", "CONSUMER_KEY").forEach(canaries::of);
    return canaries.environment();
  }

  private void system(String auth) {
    boolean whole = auth.equals("bearer");
    List<String> reads = whole ? EchoSystem.READS : List.of("refuse");
    List<String> writes = whole ? EchoSystem.WRITES : List.of();
    file.append(
        """
          %1$s:
            connector: http
            settings:
              base_url: %2$s
              auth: %3$s
              timeout: 500ms
              headers: { X-Extra: "${env:EXTRA_HEADER}" }
              params: { key: "${env:PARAMETER}" }
              resources:
        """
            .formatted(auth, url, auth.replace("-refused", "")));
    for (String read : reads) {
      String paging = read.equals("pages") ? "link" : "none";
      file.append(
          "        %1$s: { path: /%1$s, paging: { type: %2$s } }%n".formatted(read, paging));
      task(auth + "-" + read, auth, "resource: " + read, "key: id");
    }
    for (String write : writes) {
      file.append(
          "        to-%1$s: { create: { method: POST, path: /%1$s, id: id } }%n".formatted(write));
      task(auth + "-to-" + write, "files", "", "key: id");
      tasks.append(
          "    deliver: [{ connection: %s, resource: to-%s, key: id, fields: { name: name } }]%n"
              .formatted(auth, write));
    }
    file.append("    credentials: { %s }%n".formatted(CREDENTIALS.get(auth).formatted(url)));
  }

  private void database(String name, String address, String password) {
    file.append(
        """
          %s:
            connector: postgres
            settings: { url: "%s", timeout: 2s }
            credentials: { username: leaky, password: "%s" }
        """
            .formatted(name, address, password));
    task(name + "-to", "files", "", "key: id");
    tasks.append(
        "    deliver: [{ connection: %s, resource: people, key: id, fields: { id: id, name: name } }]%n"
            .formatted(name));
    task(name + "-from", name, "resource: people", "key: id");
  }

  private void hooks() {
    for (String scheme : List.of("hmac_sha256_hex", "token")) {
      file.append(
          """
            hook-%1$s:
              connector: http
              settings:
                base_url: %2$s
                resources: { good: { path: /good } }
                webhook: { scheme: %1$s, signature_header: X-Signature, record_id: id }
              credentials: { webhook_secret: "${env:HOOK}" }
          """
              .formatted(scheme, url));
      task("hook-" + scheme, "hook-" + scheme, "resource: good", "key: id");
    }
  }

  private void task(String name, String connection, String source, String more) {
    names.add(name);
    tasks.append(
        """
          %1$s:
            entity: %1$s
            source: { connection: %2$s%3$s }
            fields: { id: id, name: name }
            retry: { max_attempts: 1, initial: 10ms, max: 20ms }
            notify: { webhook: "%4$s/refuse", email: [ops@example.com] }
        """
            .formatted(name, connection, source.isEmpty() ? "" : ", " + source, url));
    if (!more.isEmpty()) {
      tasks.append("    ").append(more).append('\n');
    }
  }

  List<String> tasks() {
    return names;
  }

  String yaml() {
    return file + tasks.toString();
  }
}
