package dev.syncline.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.syncline.domain.Category;
import dev.syncline.store.TestStore;
import org.junit.jupiter.api.Test;

class DatabaseTroubleTest {
  private final Database database = TestStore.shared().database();

  private Category category(String sql) {
    Throwable thrown =
        catchThrowable(
            () ->
                database.inTenant("t", () -> database.sql().sql(sql).query(String.class).single()));
    assertThat(DatabaseTrouble.concerns(thrown)).isTrue();
    return DatabaseTrouble.translate(thrown).category();
  }

  private Category categoryOnceTheSessionIs(String stopped) {
    Throwable thrown =
        catchThrowable(
            () ->
                database.inTenant(
                    "t",
                    () -> {
                      int pid =
                          database
                              .sql()
                              .sql("select pg_backend_pid()")
                              .query(Integer.class)
                              .single();
                      TestStore.shared()
                          .owner()
                          .sql("select " + stopped)
                          .param(pid)
                          .query()
                          .listOfRows();
                      return database.sql().sql("select pg_sleep(30)::text").query().listOfRows();
                    }));
    assertThat(DatabaseTrouble.concerns(thrown)).isTrue();
    return DatabaseTrouble.translate(thrown).category();
  }

  @Test
  void aConnectionThatIsKilledPasses() {
    assertThat(categoryOnceTheSessionIs("pg_terminate_backend(?, 5000)"))
        .isEqualTo(Category.DATABASE);
    assertThat(database.reachable()).isTrue();
  }

  @Test
  void aStagingTableThatIsGoneMeansTheWindowIsReadAgain() {
    assertThat(category("select payload from staging.r_00000000000000000000000000000000_1_1"))
        .isEqualTo(Category.STAGING_LOST);
  }

  @Test
  void aStatementThatIsWrongIsADefect() {
    assertThat(category("select no_such_column from run")).isEqualTo(Category.INTERNAL);
    assertThat(category("select no_such_column from nowhere")).isEqualTo(Category.INTERNAL);
  }

  @Test
  void anAnswerThatIsMisreadIsADefectAndNotTriedForEver() {
    assertThat(category("select 'a' where false")).isEqualTo(Category.INTERNAL);
  }

  @Test
  void otherExceptionsAreNotOurDatabases() {
    assertThat(DatabaseTrouble.concerns(new IllegalStateException("no"))).isFalse();
  }
}
