package dev.syncline.standalone.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: results to {@code out}, everything else to {@code err}; both UTF-8.
 *
 * @param live whether {@code err} is a terminal, where lines can be drawn over
 */
public record Terminal(PrintStream out, PrintStream err, boolean live) {

  /** The process's own streams; the launcher script knows whether stderr is a terminal. */
  public static Terminal system() {
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Boolean.parseBoolean(System.getProperty("syncline.terminal", "false")));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
