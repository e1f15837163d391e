package dev.syncline.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source keeps; a subclass gives sources over real systems. */
public abstract class SourceContract {
  /** A source with at least seven records, in several pages where the system has pages. */
  protected abstract Source filled() throws Exception;

  /** A source without records. */
  protected abstract Source empty() throws Exception;

  /** Opens and reads a source that does not exist. */
  protected abstract void readMissing() throws Exception;

  @Test
  void readsTheSameRecordsHoweverSmallTheSteps() throws Exception {
    try (Source whole = filled();
        Source steps = filled()) {
      List<String> expected = Collected.all(whole).records;

      assertThat(expected).hasSizeGreaterThanOrEqualTo(7);
      assertThat(Collected.from(steps, null, 1).records).isEqualTo(expected);
    }
  }

  @Test
  void resumesFromEveryCursorInANewSource() throws Exception {
    List<String> expected;
    List<String> cursors = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    try (Source source = filled()) {
      Collected collected = new Collected();
      Page page = source.read(ReadRequest.from(null, 1, Long.MAX_VALUE), collected);
      while (!page.done()) {
        cursors.add(page.cursor());
        before.add(collected.records.size());
        page = source.read(ReadRequest.from(page.cursor(), 1, Long.MAX_VALUE), collected);
      }
      expected = collected.records;
    }
    assertThat(cursors).isNotEmpty();
    for (int i = 0; i < cursors.size(); i++) {
      try (Source source = filled()) {
        assertThat(Collected.from(source, cursors.get(i), 100).records)
            .isEqualTo(expected.subList(before.get(i), expected.size()));
      }
    }
  }

  @Test
  void anEmptyResourceIsDoneWithNothing() throws Exception {
    try (Source source = empty()) {
      Collected collected = new Collected();
      Page page = source.read(ReadRequest.from(null, 10, Long.MAX_VALUE), collected);

      assertThat(page.done()).isTrue();
      assertThat(collected.records).isEmpty();
      assertThat(collected.bad).isEmpty();
    }
  }

  @Test
  void aMissingResourceIsNotFound() {
    assertThatThrownBy(this::readMissing)
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.NOT_FOUND));
  }

  @Test
  void theFractionNeverFalls() throws Exception {
    try (Source source = filled()) {
      double last = 0;
      Page page = source.read(ReadRequest.from(null, 1, Long.MAX_VALUE), new Collected());
      while (!page.done()) {
        if (page.fraction() != null) {
          assertThat(page.fraction()).isBetween(last, 1.0);
          last = page.fraction();
        }
        page = source.read(ReadRequest.from(page.cursor(), 1, Long.MAX_VALUE), new Collected());
      }
    }
  }
}
