package dev.syncline.activities.dedupe.matching;

import static org.assertj.core.api.Assertions.assertThat;

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
}
