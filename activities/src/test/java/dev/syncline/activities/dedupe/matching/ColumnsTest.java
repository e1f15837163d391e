package dev.syncline.activities.dedupe.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "given_name,GIVEN_NAME",
    "FirstName,GIVEN_NAME",
    "surname,FAMILY_NAME",
    "date_of_birth,BIRTH_DATE",
    "soc_sec_id,ID_NUMBER",
    "address_2,ADDRESS",
    "suburb,CITY",
    "name,FULL_NAME",
    "contact.email,EMAIL",
    "http://example.org/people#phone_number,PHONE",
    "rec_id,IGNORED"
  })
  void knowsFieldsOfPeopleByTheirNames(String field, Role role) {
    assertThat(RoleNames.of(field, Preset.PERSON)).isEqualTo(role);
  }

  @ParameterizedTest
  @CsvSource({"name,TITLE", "manufacturer,BRAND", "modelno,MODEL", "price,PRICE"})
  void knowsFieldsOfProductsByTheirNames(String field, Role role) {
    assertThat(RoleNames.of(field, Preset.PRODUCT)).isEqualTo(role);
  }

  @Test
  void readsABirthDateWhosePartsAreFieldsOfTheirOwnAsOneDate() {
    List<MatchRow> people = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      people.add(
          new MatchRow(
              0,
              Map.of(
                  "birth_year",
                  "" + (1950 + i),
                  "birth_month",
                  "" + (1 + i % 12),
                  "birth_day",
                  "" + (1 + i % 28),
                  "surname",
                  "smith" + i % 7)));
    }

    assertThat(Columns.of(Preset.PERSON, people))
        .contains(
            new Column(Role.BIRTH_DATE, List.of("birth_year", "birth_month", "birth_day"), false))
        .hasSize(2);
  }

  @Test
  void takesUnknownFieldsByTheLooksOfTheirValues() {
    List<MatchRow> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(
          new MatchRow(
              0,
              Map.of(
                  "f1",
                  "" + (1950 + i % 50),
                  "f2",
                  "" + (1 + i % 31),
                  "f3",
                  "word" + i % 300,
                  "by",
                  "" + (1900 + i % 90))));
    }

    assertThat(Columns.of(Preset.PERSON, rows))
        .extracting(Column::role, Column::label)
        .containsExactlyInAnyOrder(
            tuple(Role.YEAR, "f1"),
            tuple(Role.CATEGORY, "f2"),
            tuple(Role.CODE, "f3"),
            tuple(Role.YEAR, "by"));
  }
}
