package dev.syncline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.RunObject;
import dev.syncline.simulators.rest.Fault;
import dev.syncline.simulators.rest.Paging;
import dev.syncline.simulators.rest.RestSystem;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HTTP systems that answer in every wrong way. */
class BrokenSystemsIT {
  private static final Map<String, RestSystem> SYSTEMS = new HashMap<>();
  private static DataFolder data;
  private static Map<String, RunObject> runs;

  @BeforeAll
  static void runsAllOfThem() throws IOException {
    data = DataFolder.make();
    ManyTasks many = new ManyTasks();
    system(many, "sound");
    system(many, "empty").resource("things").remove("1");
    SYSTEMS.get("empty").resource("things").remove("2");
    SYSTEMS.get("empty").resource("things").remove("3");
    system(many, "stranger").failAlways(Fault.status(401));
    system(many, "busy").fail(Fault.tooManyRequests("1"), 1);
    system(many, "down").failAlways(Fault.status(500));
    system(many, "hiccup").fail(Fault.status(500), 1);
    system(many, "html").failAlways(new Fault.Html());
    system(many, "cut").failAlways(new Fault.CutBody());
    system(many, "stuck")
        .resource("things")
        .paging(new Paging.ByPage("page", "per_page", 1), 3)
        .stuck(true);
    runs = many.run(data);
  }

  private static RestSystem system(ManyTasks many, String name) {
    RestSystem system = RestSystem.start();
    system.resource("things").paging(new Paging.ByPage("page", "per_page", 1), 100).fill(3);
    SYSTEMS.put(name, system);
    many.add(
        name,
        "http",
        "{ base_url: \"%s\", paging: { type: page, page_param: page, first: 1, size_param: per_page, size: 3 } }"
            .formatted(system.url()),
        "resource: things");
    return system;
  }

  @AfterAll
  static void cleansUp() {
    SYSTEMS.values().forEach(RestSystem::close);
    data.close();
  }

  private static RunObject run(String task) {
    RunObject run = runs.get(task);
    assertThat(run).as("the run of %s", task).isNotNull();
    return run.requireAccounts();
  }

  private static void requireSuccess(String task, long created) {
    assertThat(run(task).status()).as("%s", run(task).json()).isEqualTo("completed");
    assertThat(run(task).count("created")).isEqualTo(created);
  }

  private static void requireFailure(String task, String... reasons) {
    assertThat(run(task).status()).as("%s", run(task).json()).isEqualTo("failed");
    assertThat(run(task).error()).contains(reasons);
  }

  @Test
  void theSoundOneIsReadWhateverTheOthersAnswer() {
    requireSuccess("sound", 3);
  }

  @Test
  void anEmptyListIsASuccessWithZero() {
    requireSuccess("empty", 0);
  }

  @Test
  void a401FailsAtOnceAndPointsToTheCredentials() {
    requireFailure("stranger", "401", "credentials");
    assertThat(SYSTEMS.get("stranger").requests()).hasSize(1);
  }

  @Test
  void a429IsWaitedOut() {
    requireSuccess("busy", 3);
  }

  @Test
  void a500IsTriedAgainAsOftenAsTheTaskSaysAndThenFailsTheRun() {
    requireFailure("down", "500");
    assertThat(SYSTEMS.get("down").requests()).as("one attempt and one retry").hasSize(2);
    requireSuccess("hiccup", 3);
  }

  @Test
  void htmlInPlaceOfJsonFailsTheRunAndIsCalledThat() {
    requireFailure("html", "no JSON");
  }

  @Test
  void aBodyCutInTheMiddleFailsTheRun() {
    requireFailure("cut", SYSTEMS.get("cut").url());
  }

  @Test
  void theSamePageForEverFailsTheRun() {
    requireFailure("stuck", "paging");
  }
}
