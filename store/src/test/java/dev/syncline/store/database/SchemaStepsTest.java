package dev.syncline.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.SynclineException;
import dev.syncline.store.TestStore;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that another version of Syncline made. */
class SchemaStepsTest {
  private static final List<String> HISTORY = List.of("version", "description", "checksum");

  private DatabaseSettings settings;
  private JdbcClient sql;

  @BeforeEach
  void aDatabaseOfThisVersion() {
    DatabaseSettings shared = TestStore.shared().settings();
    String name = "v_" + UUID.randomUUID().toString().replace('-', '_');
    TestStore.shared().owner().sql("create database " + name).update();
    String url = shared.url().replace("/postgres?", "/" + name + "?");
    assertThat(url).contains(name);
    settings = new DatabaseSettings(url, shared.username(), shared.password(), 4);
    open();
    sql = JdbcClient.create(new DriverManagerDataSource(url, shared.username(), ""));
  }

  private void open() {
    Database.open(settings).close();
  }

  private List<java.util.Map<String, Object>> history() {
    return sql.sql("select " + String.join(", ", HISTORY) + " from syncline.flyway_schema_history")
        .query()
        .listOfRows();
  }

  private void refused(String... words) {
    List<java.util.Map<String, Object>> before = history();
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("OTHER_VERSION"))
        .hasMessageContainingAll(words)
        .hasMessageNotContainingAny("Flyway", "checksum", "flyway");
    assertThat(history()).isEqualTo(before);
  }

  @Test
  void itsOwnIsOpenedAgain() {
    List<java.util.Map<String, Object>> before = history();
    open();
    assertThat(history()).isEqualTo(before);
  }

  @Test
  void aNewerOneIsRefusedWithItsSteps() {
    step("9999", "moons and tides", 10_000);

    refused("made by a newer version", "step 9999 (moons and tides)", "--data");
  }

  @Test
  void anotherOneIsRefusedToo() {
    step("12.5", "moons", 10_000);

    refused("made by another version", "step 12.5 (moons)");
  }

  @Test
  void aStepWithOtherContentsIsRefused() {
    sql.sql("update syncline.flyway_schema_history set checksum = 1 where version = '5'").update();

    refused("made by another version", "this build has another step 5 (two way)");
  }

  @Test
  void aStepThatWasPassedOverIsRefused() {
    sql.sql("delete from syncline.flyway_schema_history where version = '11'").update();

    refused("made by another version", "it was made without step 11 (audit)");
  }

  private void step(String version, String description, int rank) {
    sql.sql(
            """
            insert into syncline.flyway_schema_history (installed_rank, version, description, type,
              script, checksum, installed_by, execution_time, success)
            values (?, ?, ?, 'SQL', ?, 1, 'somebody', 1, true)
            """)
        .params(rank, version, description, "V" + version + ".sql")
        .update();
  }
}
