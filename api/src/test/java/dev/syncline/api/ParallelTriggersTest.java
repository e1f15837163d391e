package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A thousand triggers at the same time, of fifty entities: each has exactly one run. */
class ParallelTriggersTest {
  private static final int ENTITIES = 50;
  private static final int TRIGGERS = 1_000;

  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  private record Triggered(String entity, CompletableFuture<Caller.Reply> reply) {}

  @Test
  void oneIsTakenAndEveryOtherIsToldWhich() {
    Sample.task(caller, "shop", "task-0", "entity-0");
    for (int i = 1; i < ENTITIES; i++) {
      Sample.furtherTask(caller, "shop", "task-" + i, "entity-" + i);
    }
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < TRIGGERS; i++) {
      wanted.add("entity-" + i % ENTITIES);
    }
    Collections.shuffle(wanted, new Random(1));
    List<Triggered> sent =
        wanted.stream()
            .map(e -> new Triggered(e, caller.sendAsync("POST", "/api/sync/" + e, "{}")))
            .toList();

    Map<String, List<Caller.Reply>> replies =
        sent.stream()
            .collect(
                Collectors.groupingBy(
                    Triggered::entity,
                    Collectors.mapping(t -> t.reply().join(), Collectors.toList())));
    assertThat(replies).hasSize(ENTITIES);
    replies.forEach(
        (entity, all) -> {
          List<Caller.Reply> taken = all.stream().filter(r -> r.status() == 202).toList();
          assertThat(taken).as(entity).hasSize(1);
          String syncId = taken.get(0).text("/sync_id");
          all.stream()
              .filter(r -> r.status() != 202)
              .forEach(
                  r ->
                      assertThat(
                              r.expectError(409, "SYNC_IN_PROGRESS").text("/error/details/sync_id"))
                          .isEqualTo(syncId));
        });
    assertThat(sample.count("select count(*) from run where tenant = :tenant")).isEqualTo(ENTITIES);
    sample.endRuns();
  }
}
