package dev.syncline.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

  @Test
  void bothSpellingsAreTaken() {
    String jdbc = "jdbc:postgresql://db:5433/sync?user=me&password=p%26w&sslmode=require";

    assertThat(DatabaseUrl.jdbc(jdbc)).isEqualTo(jdbc);
    assertThat(DatabaseUrl.jdbc("postgres://me:p%26w@db:5433/sync?sslmode=require"))
        .isEqualTo("jdbc:postgresql://db:5433/sync?sslmode=require&user=me&password=p%26w");
    assertThat(DatabaseUrl.jdbc("postgresql://db/sync")).isEqualTo("jdbc:postgresql://db/sync");
  }

  @Test
  void othersAreRefusedWithoutShowingTheirSecrets() {
    assertThatThrownBy(() -> DatabaseUrl.jdbc("mysql://me:secret@db/sync"))
        .hasMessageContaining("mysql")
        .hasMessageNotContaining("secret");
    assertThat(DatabaseUrl.withoutSecrets("jdbc:postgresql://db/sync?user=me&password=secret"))
        .isEqualTo("jdbc:postgresql://db/sync");
  }
}
