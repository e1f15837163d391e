package dev.syncline.e2e.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Eventually;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Table;
import dev.syncline.e2e.triggers.Calls.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 1,000 calls of which one in five is a repeat, with a kill in the middle. */
class WebhooksIT {
  private static final int CALLS = 1_000;
  private static final int REPEATS = 200;
  private static final int ORDERS = 300;
  private static final int A_SECOND = 500;

  @ParameterizedTest
  @MethodSource("dev.syncline.e2e.product.EnginesHere#all")
  void aBurstWithAKillInTheMiddleLosesNothing(String engine) throws IOException {
    try (DataFolder data = DataFolder.make();
        Shop shop = new Shop()) {
      Path file = data.resolve("shop.yaml");
      Files.writeString(file, shop.syncFile());
      List<Call> calls = calls();
      Calls sent = new Calls(shop::change);

      Server first = Server.start(data, engine, "--config", file.toString());
      List<Call> half = calls.subList(0, CALLS / 2);
      Thread killer = new Thread(() -> awaitTaken(sent, CALLS / 4, first));
      killer.start();
      sent.send(first.url(), half, A_SECOND);
      join(killer);
      List<Call> lost = sent.unanswered();
      assertThat(lost).as("it was killed in the middle").isNotEmpty();

      sent.forgetTimes();
      try (Server second = Server.start(data, engine, "--config", file.toString())) {
        List<Call> rest = new ArrayList<>(lost);
        rest.addAll(calls.subList(CALLS / 2, CALLS));
        sent.send(second.url(), rest, A_SECOND);
        assertThat(sent.strange()).isEmpty();
        assertThat(sent.unanswered()).isEmpty();
        assertThat(sent.accepted() + sent.repeats()).isEqualTo(CALLS);

        Table table = Table.at(data.jdbcUrl());
        awaitQuiet(table);
        assertThat(records(table)).isEqualTo(wanted(shop));
        shop.remove("o-1");
        Calls last = new Calls(order -> {});
        last.send(second.url(), List.of(new Call("gone", "o-1")), 1);
        awaitQuiet(table);
        assertThat(records(table)).isEqualTo(wanted(shop)).doesNotContain("o-1=");
        assertThat(table.value("select count(*) from syncline.webhook_delivery"))
            .isEqualTo(Integer.toString(CALLS - REPEATS + 1));
        assertThat(
                table.value("select count(*) from syncline.run where status not like 'completed%'"))
            .isEqualTo("0");
        long runs = Long.parseLong(table.value("select count(*) from syncline.run"));
        assertThat(runs).isLessThan(CALLS / 10);
        System.out.printf(
            "WEBHOOKS %-10s %,d calls (%,d repeats, %d unanswered at the kill and sent again), %d a"
                + " second: %d runs, %,d reads, %d records as in the source; answers after it: 50 %%"
                + " in %.1f ms, 95 %% in %.1f ms, 99 %% in %.1f ms%n",
            engine,
            CALLS,
            REPEATS,
            lost.size(),
            A_SECOND,
            runs,
            shop.reads(),
            ORDERS,
            sent.millis(0.5),
            sent.millis(0.95),
            sent.millis(0.99));
      }
    }
  }

  private static List<Call> calls() {
    Random random = new Random(7);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < CALLS - REPEATS; i++) {
      calls.add(new Call("d-" + i, "o-" + i % ORDERS));
    }
    for (int i = 0; i < REPEATS; i++) {
      calls.add(calls.get(random.nextInt(CALLS - REPEATS)));
    }
    Collections.shuffle(calls, random);
    return calls;
  }

  private static void awaitTaken(Calls sent, int count, Server server) {
    Eventually.get(
        Duration.ofMinutes(1),
        () -> sent.accepted() >= count ? count : null,
        () -> "only " + sent.accepted() + " calls were taken: " + sent.strange());
    server.kill();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void awaitQuiet(Table table) {
    Eventually.get(
        Duration.ofMinutes(3),
        () ->
            table.value("select count(*) from syncline.webhook_pending").equals("0")
                ? "quiet"
                : null,
        () -> "calls wait: " + table.value("select json_agg(p) from syncline.webhook_pending p"));
  }

  private static String records(Table table) {
    return table.value(
        """
        select string_agg(m.external_id || '=' || (r.data ->> 'version'), ' '
          order by m.external_id || '=' || (r.data ->> 'version') collate "C")
        from syncline.record r join syncline.id_map m
          on m.tenant = r.tenant and m.entity = r.entity and m.record_id = r.record_id
        where r.entity = 'orders' and r.deleted_at is null
        """);
  }

  private static String wanted(Shop shop) {
    return shop.orders().entrySet().stream()
        .map(order -> order.getKey() + "=" + order.getValue())
        .sorted()
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }
}
