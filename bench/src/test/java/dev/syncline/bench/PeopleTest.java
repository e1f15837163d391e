package dev.syncline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleTest {
  private static final int ROWS = 1_000;

  @TempDir private Path folder;

  private List<String> lines(boolean changed) throws IOException {
    Path file = folder.resolve("people" + changed + ".csv");
    People.write(file, ROWS, changed);
    return Files.readAllLines(file);
  }

  @Test
  void rowsHaveAboutTwoHundredAndFiftyBytesAndAllFields() throws IOException {
    List<String> lines = lines(false);
    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(People.FIELDS.size()));
    assertThat(lines.stream().skip(1).mapToInt(String::length).average().orElse(0))
        .isBetween(220.0, 280.0);
  }

  @Test
  void everyTenthRowChanges() throws IOException {
    List<String> before = lines(false);
    List<String> after = lines(true);
    long changed =
        IntStream.rangeClosed(0, ROWS).filter(i -> !before.get(i).equals(after.get(i))).count();
    assertThat(changed).isEqualTo(ROWS / 10);
  }
}
