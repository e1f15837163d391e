package dev.syncline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleGeneratorTest {
  private static final String SHA_256 =
      "d3a9542c4ba4ac42c60d8f620ddcce76b77620475c1d9a7bae83892e72686b08";

  private final String csv = SampleGenerator.csv();
  private final List<String> rows = csv.lines().skip(1).toList();

  @Test
  void theSameBytesOnEveryMachine() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(csv.getBytes(StandardCharsets.UTF_8));

    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(SHA_256);
  }

  @Test
  void idsAreRepeatedAsOftenAsSaid() {
    Set<String> ids = new HashSet<>();
    int repeated = 0;
    for (String row : rows) {
      repeated += ids.add(row.substring(0, row.indexOf(','))) ? 0 : 1;
    }

    assertThat(rows).hasSize(SampleGenerator.ROWS);
    assertThat(repeated).isEqualTo(SampleGenerator.REPEATED);
  }

  @Test
  void asManyRowsAreBadAsSaid() {
    long bad =
        rows.stream()
            .filter(
                row -> {
                  String[] cells = row.split(",", -1);
                  return cells.length != 11
                      || cells[2].isBlank()
                      || row.contains("\"")
                      || row.contains("-02-31")
                      || cells[3].contains(" at ");
                })
            .count();

    assertThat(bad).isEqualTo(SampleGenerator.BAD).isEqualTo(40);
  }

  @Test
  void ordinaryMistakesAreFrequent() {
    assertThat(rows.stream().filter(row -> row.split(",", -1)[3].isEmpty()).count())
        .as("rows without an email")
        .isBetween(500L, 900L);
    assertThat(rows.stream().filter(row -> row.contains("+61 ")).count())
        .as("phone numbers in the international form")
        .isBetween(2_000L, 3_500L);
    assertThat(rows.stream().filter(row -> row.contains(",  ")).count())
        .as("names with blanks before them")
        .isBetween(200L, 500L);
  }
}
