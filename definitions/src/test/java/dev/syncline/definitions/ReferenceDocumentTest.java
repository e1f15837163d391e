package dev.syncline.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/sync-file.md says what the code says. */
class ReferenceDocumentTest {
  private static List<String> rows(String heading) throws IOException {
    String text = Files.readString(Path.of("..", "docs", "sync-file.md"));
    String section = text.split("### " + heading + "\n", 2)[1].split("\n##", 2)[0];
    return Pattern.compile("^\\| `.*$", Pattern.MULTILINE)
        .matcher(section)
        .results()
        .map(row -> row.group())
        .toList();
  }

  @Test
  void theFunctionTableIsTheCatalogue() throws IOException {
    assertThat(rows("Functions"))
        .containsExactlyElementsOf(
            Functions.ALL.stream()
                .map(function -> "| `" + function.usage() + "` | " + function.summary() + " |")
                .toList());
  }

  @Test
  void theTypeTableNamesEveryTypeWithItsOptions() throws IOException {
    List<String> rows = rows("Types");
    assertThat(rows).hasSameSizeAs(FieldTypes.names());
    for (String type : FieldTypes.names()) {
      String row =
          rows.stream().filter(r -> r.startsWith("| `" + type + "` |")).findFirst().orElse("");
      assertThat(row).as(type).isNotEmpty();
      for (String option : FieldTypes.options(type)) {
        assertThat(row).contains("`" + option + "`");
      }
    }
  }
}
