package dev.syncline.bench;

import dev.syncline.simulators.rest.Fault;
import dev.syncline.simulators.rest.RestSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How fast records go out to a system over HTTP whose every answer takes 20 ms. */
public final class DeliveryBench {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final List<Integer> CONCURRENCY = List.of(1, 4, 16);

  private DeliveryBench() {}

  /** See bench/README.md. */
  public static void main(String[] words) throws Exception {
    Options options = Options.parse(words);
    int rows = options.sizes().get(0);
    People.write(options.work().resolve("people.csv"), rows, false);
    try (RestSystem system = RestSystem.start()) {
      system.failAlways(new Fault.Slow(LATENCY));
      Path syncFile = options.work().resolve("bench.yaml");
      Files.writeString(syncFile, syncFile(system));
      try (Product product = Product.start(options, syncFile)) {
        measure(system, product, 0, rows, 0);
        System.out.printf("%-12s %12s %8s%n", "concurrency", "records/s", "ratio");
        double one = 0;
        for (int concurrency : CONCURRENCY) {
          double rate = measure(system, product, concurrency, rows, one);
          one = concurrency == 1 ? rate : one;
        }
      }
    }
  }

  private static double measure(
      RestSystem system, Product product, int concurrency, int rows, double one) throws Exception {
    JsonNode run = product.sync("people_" + concurrency);
    long created = run.path("delivered").path("created").asLong();
    int stored = system.resource("people_" + concurrency).all().size();
    if (created != rows || stored != rows) {
      throw new IllegalStateException(created + " records delivered and " + stored + " stored");
    }
    double rate = rows * 1000.0 / run.path("phase_ms").path("delivering").asLong();
    if (concurrency > 0) {
      System.out.printf(
          Locale.ROOT, "%-12d %,12.0f %8.1f%n", concurrency, rate, one == 0 ? 1 : rate / one);
    }
    return rate;
  }

  /** Its warm-up, called 0, goes out over as many lanes as there are at most. */
  private static String syncFile(RestSystem system) {
    StringBuilder connections =
        new StringBuilder(
            "version: 1\nconnections:\n"
                + "  crm: { connector: csv, settings: { path: people.csv } }\n");
    StringBuilder tasks = new StringBuilder("tasks:\n");
    for (int concurrency : new int[] {0, 1, 4, 16}) {
      String name = "people_" + concurrency;
      system.resource(name);
      connections.append(
          """
            system_%d:
              connector: http
              settings:
                base_url: %s
                concurrency: %d
                resources:
                  %s:
                    create: { path: /%3$s, idempotency_header: Idempotency-Key }
                    update: { path: "/%3$s/{id}" }
          """
              .replace("%3$s", name)
              .formatted(concurrency, system.url(), concurrency == 0 ? 32 : concurrency, name));
      tasks.append(
          """
            %1$s:
              entity: %1$s
              source: { connection: crm }
              key: id
              fields: { given_name: given_name, surname: surname, email: email }
              deliver:
                - { connection: system_%2$d, resource: %1$s, key: id }
          """
              .formatted(name, concurrency));
    }
    return connections.append(tasks).toString();
  }
}
