package dev.syncline.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run object of the API and of {@code --output json}. */
public record RunObject(JsonNode json) {

  public static RunObject parse(String line) {
    return new RunObject(JsonMapper.shared().readTree(line));
  }

  public String status() {
    return json.path("status").asString("");
  }

  public long count(String name) {
    return json.path("results").path(name).asLong(-1);
  }

  public long skippedBy(String name) {
    return json.path("results").path("skipped_by").path(name).asLong(-1);
  }

  public long delivered(String name) {
    return json.path("delivered").path(name).asLong(-1);
  }

  public String error() {
    return json.path("error").asString("");
  }

  /** What is said of the single records that were set aside. */
  public List<String> troubles() {
    List<String> found = new ArrayList<>();
    json.path("errors").forEach(each -> found.add(each.path("error").asString("")));
    return found;
  }

  /** The identities that hold in every run, however often it was interrupted. */
  public RunObject requireAccounts() {
    assertThat(count("fetched"))
        .as("fetched = created + updated + skipped + failed in %s", json)
        .isEqualTo(count("created") + count("updated") + count("skipped") + count("failed"));
    assertThat(count("skipped"))
        .as("skipped = unchanged + duplicate + filtered + held in %s", json)
        .isEqualTo(
            skippedBy("unchanged")
                + skippedBy("duplicate")
                + skippedBy("filtered")
                + skippedBy("held"));
    return this;
  }
}
