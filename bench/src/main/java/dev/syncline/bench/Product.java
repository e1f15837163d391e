package dev.syncline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running {@code syncline serve}, as anybody has it, driven over HTTP. */
final class Product implements AutoCloseable {
  private static final Pattern API = Pattern.compile("(?m)^ +API +(http://\\S+?)/api/v1$");
  private static final Pattern ENGINE =
      Pattern.compile("(?m)^ +engine +(.* at (127\\.0\\.0\\.1:\\d+).*)$");
  private static final Set<String> OPEN = Set.of("queued", "running");
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long START = TimeUnit.MINUTES.toNanos(5);

  private final Process process;
  private final Path data;
  private final URI url;
  private final String engine;
  private final String engineAddress;
  private final HttpClient http = HttpClient.newHttpClient();

  private Product(Process process, Path data, String said) {
    this.process = process;
    this.data = data;
    this.url = URI.create(group(API, said, 1));
    this.engine = group(ENGINE, said, 1);
    this.engineAddress = group(ENGINE, said, 2);
  }

  static Product start(Options options, Path... syncFiles) throws IOException {
    Path data = options.work().resolve("data");
    Path out = options.work().resolve("serve.out");
    List<String> command =
        new ArrayList<>(
            List.of(
                options.launcher().toAbsolutePath().toString(),
                "serve",
                "--port=0",
                "--data=" + data,
                "--engine=" + options.engine()));
    for (Path syncFile : syncFiles) {
      command.add("--config=" + syncFile);
    }
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    long end = System.nanoTime() + START;
    while (true) {
      String said = Files.readString(out);
      if (API.matcher(said).find() && said.contains("its URL")) {
        return new Product(process, data, said);
      }
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        throw new IOException("serve did not start:\n" + said);
      }
      LockSupport.parkNanos(LOOK);
    }
  }

  private static String group(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("serve did not say " + pattern + ":\n" + text);
    }
    return matcher.group(group);
  }

  long pid() {
    return process.pid();
  }

  URI url() {
    return url;
  }

  String engine() {
    return engine;
  }

  String engineAddress() {
    return engineAddress;
  }

  String jdbcUrl() throws IOException {
    return Files.readString(data.resolve("postgres.url")).strip();
  }

  /** Runs the entity's task in full, and answers the run object. */
  JsonNode sync(String entity) throws IOException, InterruptedException {
    return sync("default-tenant", entity);
  }

  /** The same for another tenant. */
  JsonNode sync(String tenant, String entity) throws IOException, InterruptedException {
    String syncId = start(tenant, entity);
    while (true) {
      JsonNode run = send(request(tenant, "/api/executions/" + syncId).build());
      if (!OPEN.contains(run.path("status").asString())) {
        return run;
      }
      LockSupport.parkNanos(LOOK);
    }
  }

  /** Starts the entity's task in full, and answers the run's id. */
  String start(String tenant, String entity) throws IOException, InterruptedException {
    return send(request(tenant, "/api/sync/" + entity)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build())
        .path("sync_id")
        .asString();
  }

  private HttpRequest.Builder request(String tenant, String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("X-Tenant-ID", tenant);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          request.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    return JsonMapper.shared().readTree(response.body());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
