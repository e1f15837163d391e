package dev.syncline.definitions.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.DedupeSpec;
import dev.syncline.definitions.MatchRule;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostedDefinitionsTest {
  private final SyncFileReader reader = new SyncFileReader(FakeConnector.all());

  @Test
  void everyProblemOfATaskStandsInTheDetails() {
    SynclineException refused =
        catchThrowableOfType(
            SynclineException.class,
            () -> reader.readTask("t", "{\"entty\":1,\n\"source\":{},\"writes\":\"x\"}"));
    assertThat(refused.category()).isEqualTo(Category.INVALID);
    assertThat(refused.code()).isEqualTo("INVALID_REQUEST");
    assertThat(refused).hasMessageContaining("and 3 more");
    assertThat((List<?>) refused.details().get("problems"))
        .hasSize(4)
        .first()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("line", 1)
        .hasEntrySatisfying(
            "message", m -> assertThat(m).asString().contains("did you mean 'entity'"));
  }

  @Test
  void camelCaseAndTheNameInTheBodyAreTaken() {
    var task =
        reader.readTask(
            "t",
            "{\"name\":\"t\",\"entity\":\"e\",\"source\":{\"connection\":\"c\"},"
                + "\"dedupe\":{\"mergeAt\":0.9},\"fields\":{\"firstName\":\"givenName\"}}");
    assertThat(task.dedupe().mergeAt()).isEqualTo(0.9);
    assertThat(task.fields().get(0).name()).isEqualTo("firstName");
    assertThat(task.definition().has("name")).isFalse();
  }

  @Test
  void ownRulesAndSurvivorshipByFieldAreRead() {
    DedupeSpec dedupe =
        reader
            .readTask(
                "t",
                """
                {"entity":"e","source":{"connection":"c"},"dedupe":{"match":[{"exact":["email"]},
                  {"field":"name","method":"phonetic","locale":"de","weight":2,"threshold":0.5},
                  {"field":["lat","lon"],"method":"geo","within":2}],
                 "survivorship":{"default":"keep_first","fields":{"email":"merge_fields"}}}}
                """)
            .dedupe();
    assertThat(dedupe.match())
        .containsExactly(
            new MatchRule.Exact(List.of("email")),
            new MatchRule.Alike(
                List.of("name"), MatchRule.Method.PHONETIC, 2, 0.5, null, null, "de"),
            new MatchRule.Alike(
                List.of("lat", "lon"), MatchRule.Method.GEO, 1, 0, 2.0, null, null));
    assertThat(dedupe.survivorship().text())
        .isEqualTo("{\"default\":\"keep_first\",\"fields\":{\"email\":\"merge_fields\"}}");
  }

  @Test
  void unknownConnectionsAreNamedWhereTheKnownOnesAreGiven() {
    SynclineException refused =
        catchThrowableOfType(
            SynclineException.class,
            () ->
                reader.readTask(
                    "t", "{\"entity\":\"e\",\"source\":{\"connection\":\"crn\"}}", Set.of("crm")));
    assertThat(refused).hasMessageContaining("did you mean 'crm'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"a\":1}{}", "{\"entity\":\"a\",\"entity\":\"b\"}", "null", "5"})
  void whatIsNoObjectIsRefused(String body) {
    assertThat(
            catchThrowableOfType(SynclineException.class, () -> reader.readTask("t", body)).code())
        .isEqualTo("INVALID_REQUEST");
  }

  @Test
  void referencesToSecretsAreRefusedInWhatIsPosted() {
    SynclineException refused =
        catchThrowableOfType(
            SynclineException.class,
            () ->
                reader.readConnection(
                    "c",
                    "{\"connector\":\"http\",\"settings\":{\"base_url\":\"${env:HOME}\"},"
                        + "\"credentials\":{\"token\":\"${file:/etc/passwd}\"}}",
                    Path.of("/")));
    assertThat((List<?>) refused.details().get("problems"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(p -> assertThat(p.toString()).doesNotContain("root:"));
  }

  @Test
  void noSecretIsEverToldInAProblem() {
    SynclineException refused =
        catchThrowableOfType(
            SynclineException.class,
            () ->
                reader.readConnection(
                    "c",
                    "{\"connector\":\"http\",\"credentials\":{\"token\":[\"hush\"],\"tken\":\"hush\"}}",
                    Path.of("/")));
    assertThat(refused.getMessage() + refused.details()).doesNotContain("hush");
  }

  @Test
  void aPostedConnectionIsReadWithItsPathAbsolute() {
    ConnectionSpec connection =
        reader.readConnection(
            "c",
            "{\"name\":\"c\",\"connector\":\"csv\",\"settings\":{\"path\":\"a.csv\"},"
                + "\"credentials\":{\"token\":\"plain\"},\"enabled\":false}",
            Path.of("/data"));
    assertThat(connection.settings().get("path").asString()).isEqualTo("/data/a.csv");
    assertThat(connection.credentials()).isEqualTo(Map.of("token", "plain"));
    assertThat(connection.enabled()).isFalse();
    assertThat(connection.toString()).doesNotContain("plain");
  }
}
