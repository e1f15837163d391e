package dev.syncline.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.Connectors;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledConnectorsTest {
  private final Connectors installed = Connectors.installed();

  @Test
  void everyConnectorIsFoundByItsName() {
    assertThat(installed.all())
        .extracting(connector -> connector.descriptor().name())
        .containsExactly("csv", "http", "jsonl", "markdown", "postgres");
  }

  @Test
  void aConnectionWithoutSettingsIsToldWhatIsMissing() {
    for (Connector connector : installed.all()) {
      var connection = Connections.of(connector.descriptor().name(), Map.of());

      assertThat(connector.descriptor().problems(connection))
          .anyMatch(problem -> problem.contains("is missing"));
      assertThat(connector.problems(connection)).isEmpty();
    }
  }

  @Test
  void pathsAreMarkedSoThatTheyAreResolvedAgainstTheSyncFile() {
    for (String name : new String[] {"csv", "jsonl", "markdown"}) {
      assertThat(installed.require(name).descriptor().settings())
          .filteredOn(setting -> setting.path())
          .extracting(setting -> setting.name())
          .containsExactly("path");
    }
  }
}
