package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunItem;
import dev.syncline.store.run.RunItems;
import dev.syncline.store.run.RunRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a table refuses is told with an id that somebody knows, and whose id that is. */
class RefusedRowsTest {
  private final ShopAndBooks both = new ShopAndBooks();

  private RunItem refused() {
    RunRow run = both.pipeline.full("people");
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_ERRORS);
    List<RunItem> failed =
        both.pipeline.engine.get(RunItems.class).of(run, "failed", new Range(10, 0)).items();
    assertThat(failed).hasSize(1);
    return failed.get(0);
  }

  @Test
  void aRefusedCreationHasTheIdOfTheSystemThatItCameFrom() {
    both.task("");
    both.books.run("alter table clients alter column label type varchar(10)");
    both.shop.run("insert into people (id, name) values (7, 'Annabel Lee'), (8, 'Bob')");

    RunItem item = refused();

    assertThat(item.externalId()).isEqualTo("7");
    assertThat(item.connection()).isEqualTo("shop");
    assertThat(item.recordId()).isNotNull();
    assertThat(item.message())
        .isEqualTo("delivery to 'books': value too long: label: 11 characters, at most 10");
  }

  @Test
  void aRefusedChangeHasTheIdOfTheSystemThatRefusedIt() {
    both.task("");
    both.annAndBob();
    both.books.run("alter table clients alter column label type varchar(10)");
    both.shop.run("update people set name = 'Annabel Lee' where id = 1");

    RunItem item = refused();

    assertThat(item.externalId())
        .isEqualTo(both.books.rows("select no from clients where mail = 'a@x'").get(0));
    assertThat(item.connection()).isEqualTo("books");
  }

  @Test
  void aRowThatCannotBeReadHasTheIdOfItsOwnSystem() {
    both.task(", 'required': ['city']");
    both.books.run("insert into clients (no, label) values (58, 'Cid')");

    RunItem item = refused();

    assertThat(item.externalId()).isEqualTo("58");
    assertThat(item.connection()).isEqualTo("books");
  }
}
