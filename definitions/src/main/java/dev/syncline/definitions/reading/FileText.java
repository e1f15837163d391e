package dev.syncline.definitions.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A sync file's text: not too long, and UTF-8. */
final class FileText {
  private FileText() {}

  /** The text, or null where it cannot be used; problems tell why. */
  static @Nullable String read(Path file, Problems problems) throws IOException {
    if (Files.isDirectory(file)) {
      problems.error(1, "", "is a directory; a sync file is needed");
      return null;
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(TreeLimits.FILE_BYTES + 1);
    }
    if (bytes.length > TreeLimits.FILE_BYTES) {
      problems.error(1, "", "is longer than 4 MB");
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(buffer)
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < buffer.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      problems.error(line, "", "holds a byte that is not UTF-8; save the file as UTF-8");
      return null;
    }
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof AccessDeniedException
        ? "may not be read by this user"
        : "cannot be read: " + e.getClass().getSimpleName();
  }
}
