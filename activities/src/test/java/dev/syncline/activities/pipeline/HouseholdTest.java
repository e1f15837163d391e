package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.duplicate.DuplicateStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People who live together have name, address and phone in common, and are not one. */
@Timeout(90)
class HouseholdTest extends DuplicatePeople {
  private static final String ROW =
      """
      {"id":"%s","first":"%s","last":"%s","phone":"%s","born":"%s","street":"%s","zip":"%s"}
      """;

  private static String lives(String id, String first, String last, String born) {
    String number = Integer.toString(Math.abs(last.hashCode()) % 1000);
    return ROW.formatted(
            id, first, last, "+4989998" + number, born, "Ludwigstr. " + number, "80" + number)
        .strip();
  }

  @Test
  void relativesAreProposedAndNotMergedThoughTheirNamesAreAlike() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'first_name': 'first', 'last_name': 'last', 'phone': 'phone',
           'birth_date': 'born', 'street': 'street', 'postcode': 'zip'},
         'dedupe': {'preset': 'person'}}
        """);
    crm.rows(
        lives("1", "Peter", "Müller", "1975-11-02"),
        lives("2", "Petra", "Müller", "1978-02-14"),
        lives("3", "Hans", "Becker", "1950-04-01"),
        lives("4", "Hans", "Becker", "1978-11-11"),
        lives("5", "Maria", "Lang", "1960-01-01"),
        lives("6", "Marie", "Lang", "1990-07-09"),
        lives("7", "Margaret", "Thompson", "1961-04-17"),
        lives("8", "Margret", "Thompson", "1961-04-17"));

    assertThat(pipeline.full("people").counts().duplicate()).isEqualTo(1);

    assertThat(pairs(DuplicateStatus.MERGED))
        .singleElement()
        .satisfies(pair -> assertThat(pair.reasons()).contains("Margret"));
    assertThat(pairs(DuplicateStatus.OPEN))
        .hasSize(3)
        .allSatisfy(pair -> assertThat(pair.score()).isLessThan(0.6));
  }
}
