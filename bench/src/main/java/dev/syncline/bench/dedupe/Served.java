package dev.syncline.bench.dedupe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product serving what a run has loaded; asked for the id map. */
final class Served implements AutoCloseable {
  private static final Pattern API = Pattern.compile("(?m)^ +API +(http://\\S+?)/api/v1$");
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
  private static final int PAGE = 500;

  private final Process process;
  private final URI url;
  private final HttpClient http = HttpClient.newHttpClient();

  private Served(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static Served start(String launcher, Path data) throws IOException {
    Path out = data.resolveSibling("serve.out");
    Process process =
        new ProcessBuilder(List.of(launcher, "serve", "--port=0", "--data=" + data))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    long end = System.nanoTime() + PATIENCE;
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher api = API.matcher(Files.readString(out));
      if (api.find()) {
        return new Served(process, URI.create(api.group(1)));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    process.destroy();
    throw new IOException("serve did not start:\n" + Files.readString(out));
  }

  /** The record of each source row, by the number of its connection and its external id. */
  Map<String, String> records(String entity) throws IOException, InterruptedException {
    Map<String, String> records = new HashMap<>();
    for (int offset = 0; ; offset += PAGE) {
      URI page =
          url.resolve("/api/id-map?entity=" + entity + "&limit=" + PAGE + "&offset=" + offset);
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      JsonNode items = JsonMapper.shared().readTree(answer.body()).path("items");
      for (JsonNode item : items) {
        records.put(
            item.get("connection").asString().substring(1)
                + "/"
                + item.get("external_id").asString(),
            item.get("record_id").asString());
      }
      if (items.size() < PAGE) {
        return records;
      }
    }
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
