package dev.syncline.e2e.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.Checkout;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Server;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two triggers of one entity at the same moment. */
class TriggerIT {
  @ParameterizedTest
  @MethodSource("dev.syncline.e2e.product.EnginesHere#all")
  void oneIsTakenAndTheOtherIsToldAboutIt(String engine) {
    try (DataFolder data = DataFolder.make();
        Server server =
            Server.start(
                data, engine, "--config", Checkout.file("examples/orders.yaml").toString())) {
      CompletableFuture<Api.Answer> one = server.api().postLater("/api/sync/orders", "{}");
      CompletableFuture<Api.Answer> two = server.api().postLater("/api/sync/orders", "{}");
      List<Api.Answer> answers = List.of(one.join(), two.join());

      assertThat(answers).extracting(Api.Answer::status).containsExactlyInAnyOrder(202, 409);
      Api.Answer taken = answers.stream().filter(a -> a.status() == 202).findFirst().orElseThrow();
      Api.Answer told = answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
      String syncId = taken.body().path("sync_id").asString();
      assertThat(told.code()).isEqualTo("SYNC_IN_PROGRESS");
      assertThat(told.body().path("error").path("details").path("sync_id").asString())
          .isEqualTo(syncId);
      server.api().awaitEnd(syncId);
      assertThat(server.api().get("/api/sync/status").body().path("total").asInt()).isEqualTo(1);
    }
  }
}
