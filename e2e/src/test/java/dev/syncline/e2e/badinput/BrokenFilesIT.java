package dev.syncline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.RunObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** CSV and JSON Lines files as they really arrive. */
class BrokenFilesIT {
  private static DataFolder data;
  private static Map<String, RunObject> runs;

  @BeforeAll
  static void runsAllOfThem() throws IOException {
    data = DataFolder.make();
    ManyTasks many = new ManyTasks();
    many.csv("sound", write("sound.csv", "id,name\n1,Ada\n2,Bob\n"));
    many.csv("short_row", write("short.csv", "id,name\n1,Ada\n2\n3,Cy\n"));
    many.csv("long_row", write("long.csv", "id,name\n1,Ada\n2,Bob,extra\n3,Cy\n"));
    many.csv("broken_quote", write("quote.csv", "id,name\n1,Ada\n2,\"Bob\n3,Cy\n"));
    many.csv("headers_twice", write("twice.csv", "id,name,name\n1,Ada,Ada\n"));
    many.csv("no_rows", write("no-rows.csv", "id,name\n"));
    many.csv("no_bytes", write("no-bytes.csv", ""));
    many.csv("latin1", latin1());
    many.csv("huge_line", hugeLine());
    many.csv("unreadable", unreadable());
    many.csv("missing", data.resolve("missing.csv"));
    many.jsonl(
        "broken_line", write("b.jsonl", "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2,\n{\"id\":3}\n"));
    many.jsonl("no_lines", write("none.jsonl", ""));
    runs = many.run(data);
  }

  @AfterAll
  static void cleansUp() {
    data.close();
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(data.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static Path latin1() throws IOException {
    return Files.write(
        data.resolve("latin1.csv"),
        "id,name\n1,Ada\n2,Bj\u00f6rn\n3,Cy\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Path hugeLine() throws IOException {
    Path file = data.resolve("huge.csv");
    byte[] megabyte = new byte[1_000_000];
    Arrays.fill(megabyte, (byte) 'x');
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("id,name\n1,Ada\n2,".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 50; i++) {
        out.write(megabyte);
      }
      out.write("\n3,Cy\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  /** Reading it is an I/O error for every user, the superuser too, whom no permission stops. */
  private static Path unreadable() throws IOException {
    return Files.createSymbolicLink(data.resolve("unreadable.csv"), Path.of("/proc/self/mem"));
  }

  private static RunObject run(String task) {
    RunObject run = runs.get(task);
    assertThat(run).as("the run of %s", task).isNotNull();
    return run.requireAccounts();
  }

  private static void requireOneSetAside(String task, long fetched, String... reasons) {
    RunObject run = run(task);
    assertThat(run.status()).as("%s", run.json()).isEqualTo("completed_with_errors");
    assertThat(run.count("fetched")).isEqualTo(fetched);
    assertThat(run.count("failed")).isEqualTo(1);
    assertThat(run.count("created")).isEqualTo(fetched - 1);
    assertThat(run.troubles()).hasSize(1);
    assertThat(run.troubles().get(0)).contains(reasons);
  }

  private static void requireFailure(String task, String... reasons) {
    RunObject run = run(task);
    assertThat(run.status()).as("%s", run.json()).isEqualTo("failed");
    assertThat(run.error()).contains(reasons);
    assertThat(run.count("created")).isZero();
  }

  @Test
  void theSoundOneIsReadWhateverTheOthersAreLike() {
    assertThat(run("sound").status()).isEqualTo("completed");
    assertThat(run("sound").count("created")).isEqualTo(2);
  }

  @Test
  void aShortRowIsSetAsideAndNeverPadded() {
    requireOneSetAside("short_row", 3, "line 3", "1 cell");
  }

  @Test
  void aRowThatIsTooLongIsSetAside() {
    requireOneSetAside("long_row", 3, "line 3", "3 cells");
  }

  @Test
  void aBrokenQuoteIsNamedWithItsLineAndNothingIsLost() {
    RunObject run = run("broken_quote");
    assertThat(run.count("failed")).as("%s", run.json()).isPositive();
    assertThat(run.troubles()).anySatisfy(text -> assertThat(text).contains("line 3", "quote"));
    assertThat(run.count("created")).isPositive();
  }

  @Test
  void twoHeadersOfOneNameFailTheRun() {
    requireFailure("headers_twice", "name", "twice");
  }

  @Test
  void bytesOfAnotherEncodingSetTheirRowAside() {
    requireOneSetAside("latin1", 3, "line 3", "encoding");
  }

  @Test
  void aLineOfFiftyMegabytesIsSetAsideAndTheRestIsRead() {
    requireOneSetAside("huge_line", 3, "line 3", "longer than");
  }

  @Test
  void aFileThatCannotBeReadFailsTheRun() {
    requireFailure("unreadable", "unreadable.csv");
  }

  @Test
  void aMissingFileFailsTheRun() {
    requireFailure("missing", "missing.csv");
  }

  @Test
  void anEmptySourceIsASuccessWithZero() {
    for (String task : new String[] {"no_rows", "no_bytes", "no_lines"}) {
      assertThat(run(task).status()).as("%s", run(task).json()).isEqualTo("completed");
      assertThat(run(task).count("fetched")).isZero();
    }
  }

  @Test
  void aBrokenLineOfJsonIsSetAsideWithItsNumber() {
    requireOneSetAside("broken_line", 3, "line 2");
  }
}
