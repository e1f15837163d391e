package dev.syncline.definitions;

/**
 * Something wrong in a sync file or a posted definition.
 *
 * @param file the file as the user named it, or null for posted JSON
 * @param line its line, from 1
 * @param path where it stands, for example {@code tasks.people.dedupe.preset}
 * @param message what is wrong and what is allowed
 * @param warning whether the definition works all the same
 */
public record Problem(
    @org.jspecify.annotations.Nullable String file,
    int line,
    String path,
    String message,
    boolean warning) {

  /** As {@code FILE:LINE: message}. */
  public String text() {
    String what = path.isEmpty() ? message : path + ": " + message;
    return file == null ? what : file + ":" + line + ": " + what;
  }
}
