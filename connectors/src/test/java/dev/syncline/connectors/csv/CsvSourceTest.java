package dev.syncline.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
  @TempDir Path folder;

  @Test
  void rowsBecomeObjectsOfStringsUnderTrimmedNames() throws IOException {
    Collected read = read("rec_id, name ,note\nr1, Ann ,\nr2,\"a \"\"b\"\", c\",\"x\ny\"\n");

    assertThat(read.records)
        .containsExactly(
            "{\"rec_id\":\"r1\",\"name\":\" Ann \",\"note\":\"\"}",
            "{\"rec_id\":\"r2\",\"name\":\"a \\\"b\\\", c\",\"note\":\"x\\ny\"}");
    assertThat(read.places).containsExactly(2L, 3L);
  }

  @Test
  void rowsOfTheWrongLengthAreSetAsideWithTheirLine() throws IOException {
    Collected read = read("a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n10,11,12\n");

    assertThat(read.values("a")).containsExactly("1", "10");
    assertThat(read.codes()).containsExactly("BAD_ROW", "BAD_ROW");
    assertThat(read.bad.get(0).where()).isEqualTo("t.csv:3");
    assertThat(read.bad.get(0).payload()).isEqualTo("4,5");
    assertThat(read.bad.get(0).message()).contains("line 3 has 2 cells, 3 expected");
    assertThat(read.bad.get(1).message()).contains("line 5 has 4 cells, 3 expected");
  }

  @Test
  void aQuoteThatNeverClosesCostsItsOwnLineOnly() throws IOException {
    Collected read = read("a,b\n1,x\n2,\"y\n3,z\n4,w\n");

    assertThat(read.values("a")).containsExactly("1", "3", "4");
    assertThat(read.codes()).containsExactly("BROKEN_QUOTE");
    assertThat(read.bad.get(0).payload()).isEqualTo("2,\"y");
    assertThat(read.bad.get(0).where()).isEqualTo("t.csv:3");
    assertThat(read.places).containsExactly(2L, 4L, 5L);
  }

  @Test
  void textAfterAClosingQuoteCostsItsOwnLineOnly() throws IOException {
    Collected read = read("a,b\n1,\"x\"y\n2,\"open\n3,\"ok\"\n");

    assertThat(read.values("a")).containsExactly("3");
    assertThat(read.codes()).containsExactly("BROKEN_QUOTE", "BROKEN_QUOTE");
    assertThat(read.places).containsExactly(4L);
  }

  @Test
  void aQuoteLeftOpenInALongFileLosesNoLaterRow() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n0,\"open\n");
    for (int i = 1; i <= 400_000; i++) {
      text.append(i).append(",this row is long enough to pass the limit of a record\n");
    }
    Collected read = read(text.toString());

    assertThat(read.codes()).containsExactly("BROKEN_QUOTE");
    assertThat(read.records).hasSize(400_000);
    assertThat(read.places.get(399_999)).isEqualTo(400_002L);
  }

  @Test
  void undecodableBytesAreNamedByLineAndColumn() throws IOException {
    byte[] bytes = "a,b\n1,é\n2,Zo\u00eb\n3,x\n".getBytes(StandardCharsets.ISO_8859_1);
    Collected read = Collected.all(open(write(bytes), Map.of()));

    assertThat(read.values("a")).containsExactly("3");
    assertThat(read.codes()).containsExactly("WRONG_ENCODING", "WRONG_ENCODING");
    assertThat(read.bad.get(1).message()).contains("line 3, column 5").contains("`encoding:`");
    assertThat(read.bad.get(1).payload()).isEqualTo("2,Zo\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-32", "GB18030"})
  void otherEncodingsGiveTheSameTextAndCursorsThatHold(String encoding) throws IOException {
    String cell = encoding.startsWith("UTF") || encoding.startsWith("GB") ? "Zoë 😀" : "Zoë";
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(i).append(',').append(cell).append('\n');
    }
    Path file = write(text.toString().getBytes(Charset.forName(encoding)));
    Map<String, Object> settings = Map.of("encoding", encoding);
    Collected first = new Collected();
    Page page;
    try (Source source = open(file, settings)) {
      page = source.read(ReadRequest.from(null, 12_345, Long.MAX_VALUE), first);
    }
    Collected rest = Collected.from(open(file, settings), page.cursor(), 1000);

    assertThat(first.json(7).path("name").asString()).isEqualTo(cell);
    assertThat(first.records).hasSize(12_345);
    assertThat(rest.records).hasSize(20_000 - 12_345);
    assertThat(rest.json(0).path("id").asString()).isEqualTo("12345");
    assertThat(rest.places.get(0)).isEqualTo(12_347L);
    assertThat(rest.bad).isEmpty();
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(read("\uFEFFid,b\n1,2\n").records).containsExactly("{\"id\":\"1\",\"b\":\"2\"}");
  }

  @Test
  void bytesThatTheSetEncodingDoesNotKnowAreSetAside() throws IOException {
    Path file = write(new byte[] {'a', '\n', 'x', '\n', (byte) 0x81, '\n', 'y', '\n'});
    Collected read = Collected.all(open(file, Map.of("encoding", "windows-1252")));

    assertThat(read.values("a")).containsExactly("x", "y");
    assertThat(read.codes()).containsExactly("WRONG_ENCODING");
  }

  @Test
  void aFiftyMegabyteLineIsSetAsideAndTheNextRowsFollow() throws IOException {
    Path file = folder.resolve("t.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("a,b\n1,x\n2,".getBytes(StandardCharsets.UTF_8));
      byte[] megabyte = "y".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 50; i++) {
        out.write(megabyte);
      }
      out.write("\n3,z\n4,\"".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 20; i++) {
        out.write(megabyte);
      }
      out.write("\"\n5,w\n".getBytes(StandardCharsets.UTF_8));
    }
    Collected read = Collected.all(open(file, Map.of()));

    assertThat(read.values("a")).containsExactly("1", "3", "5");
    assertThat(read.codes()).containsExactly("TOO_LARGE", "TOO_LARGE");
    assertThat(read.bad.get(0).payload().length()).isLessThan(10_000);
    assertThat(read.bad.get(0).message()).contains("line 3");
    assertThat(read.places).containsExactly(2L, 4L, 6L);
  }

  @Test
  void aHeaderThatNamesAFieldTwiceFailsTheRead() {
    assertThatThrownBy(() -> read("id,name, id\n1,2,3\n"))
        .isInstanceOfSatisfying(
            SynclineException.class,
            e -> {
              assertThat(e.category()).isEqualTo(Category.INVALID);
              assertThat(e).hasMessageContaining("'id' twice, in columns 1 and 3");
            });
  }

  @Test
  void withoutAHeaderFieldsAreNumbered() throws IOException {
    Path file = write("1,x\n2\n3,y".getBytes(StandardCharsets.UTF_8));
    Collected read = Collected.all(open(file, Map.of("header", false)));

    assertThat(read.records)
        .containsExactly(
            "{\"column_1\":\"1\",\"column_2\":\"x\"}", "{\"column_1\":\"3\",\"column_2\":\"y\"}");
    assertThat(read.codes()).containsExactly("BAD_ROW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "|", "\t", "tab", "\\t", ";", "::", "§", " "})
  void delimitersAreFree(String delimiter) throws IOException {
    String separator = delimiter.equals("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    Path file = write("a,b\n1,\"x,y\"\n".replace(",", separator).getBytes(StandardCharsets.UTF_8));
    Collected read = Collected.all(open(file, Map.of("delimiter", delimiter)));

    assertThat(read.values("a")).containsExactly("1");
    assertThat(read.values("b")).containsExactly("x" + separator + "y");
  }

  @Test
  void anotherQuoteOrNoneCanBeSet() throws IOException {
    Path file = write("a,b\n1,'x,''y'\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Collected.all(open(file, Map.of("quote", "'"))).values("b")).containsExactly("x,'y");
    Path plain = write("a,b\n1,\"x\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Collected.all(open(plain, Map.of("quote", "none"))).values("b"))
        .containsExactly("\"x");
  }

  @Test
  void controlCharactersAndEveryLineEndAreUnderstood() throws IOException {
    Collected read = read("a,b\r1,\u0000\r\n2,\"\t\r\n\"\n3,\\\r");

    assertThat(read.values("a")).containsExactly("1", "2", "3");
    assertThat(read.records.get(0)).contains("\\u0000");
    assertThat(read.values("b")).containsExactly("\u0000", "\t\r\n", "\\");
    assertThat(read.places).containsExactly(2L, 3L, 5L);
  }

  @Test
  void aFileThatShrankUnderItsCursorIsAClearError() throws IOException {
    Path file = write("a\n1\n2\n3\n4\n".getBytes(StandardCharsets.UTF_8));
    Page page = open(file, Map.of()).read(ReadRequest.from(null, 3, 1000), new Collected());
    write("a\n1\n".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> Collected.from(open(file, Map.of()), page.cursor(), 10))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("FILE_CHANGED"))
        .hasMessageContaining("t.csv")
        .hasMessageContaining("10 bytes and now has 4");
  }

  @Test
  void aFileThatIsCutWhileItIsOpenDoesNotPassForItsEnd() throws IOException {
    StringBuilder text = new StringBuilder("a\n");
    for (int i = 0; i < 500_000; i++) {
      text.append(i).append("\n");
    }
    Path file = write(text.toString().getBytes(StandardCharsets.UTF_8));
    Source source = open(file, Map.of());
    Page page = source.read(ReadRequest.from(null, 3, 1000), new Collected());
    write("a\n1\n".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> Collected.from(source, page.cursor(), 1000))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("FILE_CHANGED"));
  }

  @Test
  void aFolderGivesItsFilesByNameAndAGlobThoseThatMatch() throws IOException {
    for (String name : new String[] {"b.csv", "a.csv", "notes.md", "x-1.dat"}) {
      Files.writeString(folder.resolve(name), "id\n" + name + "\n");
    }
    assertThat(Collected.all(open(folder, Map.of())).values("id"))
        .containsExactly("a.csv", "b.csv");
    assertThat(Collected.all(open(folder.resolve("x-*.dat"), Map.of())).values("id"))
        .containsExactly("x-1.dat");
    assertThat(Collected.all(open(folder, Map.of(), "b.csv")).values("id"))
        .containsExactly("b.csv");
    assertThat(Collected.all(open(folder, Map.of(), "b")).values("id")).containsExactly("b.csv");
    assertThatThrownBy(() -> open(folder, Map.of(), "../secret.csv"))
        .hasMessageContaining("leads out of");
    assertThatThrownBy(() -> open(folder.resolve("gone/x*.csv"), Map.of()))
        .hasMessageContaining("gone' does not exist");
  }

  @Test
  void aPathThatIsNoGlobEitherIsNamed() {
    assertThatThrownBy(() -> open(folder.resolve("people["), Map.of()))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.INVALID))
        .hasMessageContaining("'people['");
  }

  @Test
  void settingsThatCannotBeAreNamed() {
    Map<String, Object> settings =
        Map.of("path", "/x.csv", "encoding", "utf-9", "delimiter", "", "header", "maybe");

    assertThat(new CsvConnector().problems(Connections.of("csv", settings)))
        .anyMatch(problem -> problem.contains("'utf-9' is not known"))
        .anyMatch(problem -> problem.contains("delimiter"));
  }

  private Collected read(String text) throws IOException {
    return Collected.all(open(write(text.getBytes(StandardCharsets.UTF_8)), Map.of()));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("t.csv"), bytes);
  }

  private static Source open(Path path, Map<String, ?> settings) {
    return open(path, settings, null);
  }

  private static Source open(Path path, Map<String, ?> settings, String resource) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("path", path.toString());
    return new CsvConnector()
        .openSource(
            Connections.of("csv", all), new SourceRequest(resource, null), Connections.CONTEXT);
  }
}
