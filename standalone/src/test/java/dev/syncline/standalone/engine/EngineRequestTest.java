package dev.syncline.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.standalone.engine.EngineRequest.Choice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineRequestTest {

  @Test
  void withoutAnyWordTheBestEngineIsChosen() {
    assertThat(EngineRequest.of(null, null, Map.of()))
        .isEqualTo(new EngineRequest(Choice.AUTO, "", "default"));
  }

  @Test
  void anAddressMeansAnExternalServer() {
    assertThat(EngineRequest.of(null, "flag:1", Map.of("TEMPORAL_ADDRESS", "env:2")))
        .isEqualTo(new EngineRequest(Choice.EXTERNAL, "flag:1", "default"));
    assertThat(
            EngineRequest.of(
                null, null, Map.of("TEMPORAL_ADDRESS", "env:2", "TEMPORAL_NAMESPACE", "sales")))
        .isEqualTo(new EngineRequest(Choice.EXTERNAL, "env:2", "sales"));
  }

  @Test
  void aNamedKindCountsBeforeAnAddressInTheEnvironment() {
    Map<String, String> environment =
        Map.of("TEMPORAL_ADDRESS", "env:2", "SYNCLINE_ENGINE", "in-process");

    assertThat(EngineRequest.of(null, null, environment).choice()).isEqualTo(Choice.IN_PROCESS);
    assertThat(EngineRequest.of("dev", null, environment).choice()).isEqualTo(Choice.DEV);
    assertThat(EngineRequest.of("auto", null, environment).choice()).isEqualTo(Choice.EXTERNAL);
    assertThat(EngineRequest.of(null, "flag:1", environment).choice()).isEqualTo(Choice.EXTERNAL);
  }

  @Test
  void contradictionsAndUnknownWordsAreRefused() {
    assertThatThrownBy(() -> EngineRequest.of("dev", "flag:1", Map.of()))
        .hasMessageContaining("exclude each other");
    assertThatThrownBy(() -> EngineRequest.of("turbo", null, Map.of()))
        .hasMessage("--engine is 'turbo'; allowed are auto, dev and in-process");
    assertThatThrownBy(() -> EngineRequest.of(null, null, Map.of("SYNCLINE_ENGINE", "turbo")))
        .hasMessageStartingWith("SYNCLINE_ENGINE is 'turbo'");
  }
}
