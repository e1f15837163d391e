package dev.syncline.e2e.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that the product has said and written, by where it was found. */
final class CollectedOutput {
  private static final int SHOWN = 160;

  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

  synchronized void add(String where, String text) {
    texts.computeIfAbsent(where, w -> new StringBuilder()).append(text).append('\n');
  }

  /** Every file of a folder, as bytes: heap files and logs of databases too. */
  void addFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        addFile(folder.relativize(file).toString(), file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addFile(String name, Path file) throws IOException {
    try {
      add("file " + name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      // a temporary file of a database that is at work
    }
  }

  /** Where it stands, with what stands around it. */
  List<String> find(List<String> traces) {
    List<String> found = new ArrayList<>();
    texts.forEach(
        (where, text) ->
            traces.forEach(
                trace -> {
                  int at = text.indexOf(trace);
                  if (at >= 0) {
                    int from = Math.max(0, at - SHOWN);
                    int to = Math.min(text.length(), at + SHOWN);
                    found.add(where + ": …" + text.substring(from, to) + "…");
                  }
                }));
    return found;
  }

  /** The places where a text is found. */
  List<String> places(String text) {
    return texts.entrySet().stream()
        .filter(e -> e.getValue().indexOf(text) >= 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
