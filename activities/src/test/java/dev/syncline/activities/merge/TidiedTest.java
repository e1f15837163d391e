package dev.syncline.activities.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class TidiedTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'\" Ann  Lee \"'; '\"Ann Lee\"'; true",
        "'\"Ann\"'; '\"ANN\"'; true",
        "'\"Ann\"'; '\"Anna\"'; false",
        "10.456; 10.46; true",
        "10.456; 10.45; true",
        "10.456; 10; true",
        "10.456; 10.47; false",
        "10.50; 10.5; true",
        "10.5; 10.55; false",
        "10; 11; false",
        "'[\"b\",\"a\"]'; '[\"a\",\"b\"]'; true",
        "'[\"b\",\"a\"]'; '[\"a\"]'; false",
        "'[\"a\"]'; '[\"a\",\"a\"]'; false",
        "'{\"a\":1}'; '{\"a\":2}'; false",
        "'\"1\"'; 1; false",
        "null; null; true",
        "'\"Ann\"'; null; false",
        "null; '\"Ann\"'; false",
      })
  void tellsWhatASystemMadeOfAValueFromAnEdit(String sent, String shown, boolean same) {
    assertThat(Tidied.from(JSON.readTree(sent), shown.equals("null") ? null : JSON.readTree(shown)))
        .isEqualTo(same);
  }
}
