package dev.syncline.connectors.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.SourceContract;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MarkdownSourceTest extends SourceContract {
  @TempDir Path folder;

  @Override
  protected Source filled() throws IOException {
    for (String name : List.of("a.md", "b/c.md", "b/d/e.md", "b.md", "f.md", "g.md", "h.md")) {
      write(name, "# " + name);
      Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(1_700_000_000_000L));
    }
    write("notes.txt", "no document");
    return source(folder);
  }

  @Override
  protected Source empty() throws IOException {
    return source(Files.createDirectories(folder.resolve("empty")));
  }

  @Override
  protected void readMissing() {
    Collected.all(source(folder.resolve("missing")));
  }

  @Test
  void frontMatterHeadLinesAndBodyBecomeFields() throws IOException {
    write(
        "x/doc.md",
        """
        ---
        tags: [a, b]
        weight: 3
        date: 2026-01-02
        status: final
        nested: {k: null}
        path: mine
        ---
        # The *Title* #

        > **Status:** draft
        > **Due Date:**  next week
        > **Story**: [US1](x.md)

        Text
        > **Not:** this
        """);
    Files.setLastModifiedTime(
        folder.resolve("x/doc.md"), FileTime.from(Instant.parse("2026-03-04T05:06:07Z")));
    JsonNode record = Collected.all(source(folder)).json(0);

    assertThat(record.path("path").asString()).isEqualTo("x/doc.md");
    assertThat(record.path("title").asString()).isEqualTo("The *Title*");
    assertThat(record.path("modified_at").asString()).isEqualTo("2026-03-04T05:06:07Z");
    assertThat(record.path("body").asString()).startsWith("# The *Title* #\n").contains("Text");
    assertThat(record.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(record.path("weight").toString()).isEqualTo("3");
    assertThat(record.path("date").asString()).isEqualTo("2026-01-02");
    assertThat(record.path("status").asString()).isEqualTo("final");
    assertThat(record.path("nested").toString()).isEqualTo("{\"k\":null}");
    assertThat(record.path("due_date").asString()).isEqualTo("next week");
    assertThat(record.path("story").asString()).isEqualTo("[US1](x.md)");
    assertThat(record.has("not")).isFalse();
  }

  @Test
  void theTitleComesFromFrontMatterElseTheHeadingElseTheFileName() throws IOException {
    write("1.md", "---\ntitle: Own\n---\n# Heading\n");
    write("2.md", "```\n# code\n```\n## second\n# Heading\n");
    write("3.md", "Under\n=====\n");
    write("plain.name.md", "text");
    write("rule.md", "---\njust text\n---\nmore");

    assertThat(Collected.all(source(folder)).values("title"))
        .containsExactly("Own", "Heading", "Under", "plain.name", "rule");
  }

  @Test
  void brokenFrontMatterIsSetAsideAndTheOthersGoOn() throws IOException {
    write("1.md", "---\na: [1\n---\nbody");
    write("2.md", "---\na: 1\nbody without end");
    write("3.md", "---\n- a\n- b\n---\n");
    write("4.md", "---\na: &x [*x]\n---\n");
    StringBuilder bomb = new StringBuilder("---\na0: &a0 [x, x]\n");
    for (int i = 1; i < 25; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    write("5.md", bomb + "---\n");
    Files.write(folder.resolve("6.md"), "# é".getBytes(StandardCharsets.ISO_8859_1));
    write("7.md", "# good");
    Collected read = Collected.all(source(folder));

    assertThat(read.values("path")).containsExactly("7.md");
    assertThat(read.bad)
        .extracting(Collected.Bad::where)
        .containsExactly("1.md", "2.md", "3.md", "4.md", "5.md", "6.md");
    assertThat(read.codes().subList(0, 5)).containsOnly("BAD_FRONT_MATTER");
    assertThat(read.codes().get(5)).isEqualTo("WRONG_ENCODING");
    assertThat(read.bad.get(5).message()).contains("line 1, column 3");
  }

  /** Neither the stack nor minutes of arithmetic. */
  @Test
  void frontMatterThatWouldEatTheReaderIsSetAside() throws IOException {
    write("deep.md", "---\na: " + "[".repeat(50_000) + "]".repeat(50_000) + "\n---\n");
    write("deeper.md", "---\n" + "- ".repeat(20_000) + "x\n---\n");
    write("number.md", "---\na: -" + "9".repeat(1_001) + "\n---\n");
    write("good.md", "---\na: " + "9".repeat(1_000) + "\n---\n");
    Collected read = Collected.all(source(folder));
    assertThat(read.values("path")).containsExactly("good.md");
    assertThat(read.codes()).containsOnly("BAD_FRONT_MATTER").hasSize(3);
  }

  @Test
  void onlyDocumentsChangedSinceAreRead() throws IOException {
    write("old.md", "x");
    write("new.md", "x");
    Instant then = Instant.parse("2026-01-01T00:00:00Z");
    Files.setLastModifiedTime(folder.resolve("old.md"), FileTime.from(then.minusMillis(1)));
    Files.setLastModifiedTime(folder.resolve("new.md"), FileTime.from(then));
    Collected read = new Collected();
    Page page = source(folder).read(new ReadRequest(null, 9, 999, then, List.of()), read);

    assertThat(page.done()).isTrue();
    assertThat(read.values("path")).containsExactly("new.md");
  }

  @Test
  void singleDocumentsAreReadByPathAndNoneOutsideTheFolder() throws IOException {
    write("secret.md", "x");
    write("in/a.md", "x");
    write("in/a.txt", "x");
    Collected read = new Collected();
    Source source = source(folder.resolve("in"));
    String absolute = folder.resolve("secret.md").toString();
    source.get(
        List.of("a.md", "../secret.md", absolute, "b.md", "a.txt", "./a.md", "\u0000"), read);

    assertThat(read.values("path")).containsExactly("a.md");
    assertThat(source.defaultKey()).containsExactly("path");
    assertThat(source.defaultModified()).contains("modified_at");
  }

  @Test
  void linksThatLeadRoundEndTheWalkAndNotTheRead() throws IOException {
    write("a/b.md", "x");
    Files.createSymbolicLink(folder.resolve("a/round"), folder);

    assertThat(Collected.all(source(folder)).values("path")).containsExactly("a/b.md");
  }

  @Test
  void aFolderThatVanishesMeanwhileFailsTheRead() throws IOException {
    Path inner = folder.resolve("gone");
    write("gone/a.md", "x");
    write("gone/b.md", "x");
    Source source = source(inner);
    Page page = source.read(ReadRequest.from(null, 1, 1000), new Collected());
    Files.delete(inner.resolve("a.md"));
    Files.delete(inner.resolve("b.md"));
    Files.delete(inner);

    assertThatThrownBy(() -> source.read(ReadRequest.from(page.cursor(), 1, 1000), new Collected()))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.NOT_FOUND))
        .hasMessageContaining(inner.toString());
  }

  @Test
  void anotherGlobChoosesOtherFiles() throws IOException {
    write("a.md", "x");
    write("b.markdown", "x");
    Map<String, String> settings = Map.of("path", folder.toString(), "include", "*.markdown");

    assertThat(Collected.all(source(settings)).values("path")).containsExactly("b.markdown");
    assertThat(
            new MarkdownConnector()
                .problems(Connections.of("markdown", Map.of("path", "/x", "include", "[a"))))
        .singleElement()
        .asString()
        .contains("'[a'");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Source source(Path path) {
    return source(Map.of("path", path.toString()));
  }

  private static Source source(Map<String, ?> settings) {
    return new MarkdownConnector()
        .openSource(
            Connections.of("markdown", settings),
            new SourceRequest(null, null),
            Connections.CONTEXT);
  }
}
