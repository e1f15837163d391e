package dev.syncline.connectors.files;

/**
 * A place in a file.
 *
 * @param offset a byte of the file at which a character begins
 * @param skip how many bytes of the text's UTF-8 form to pass over from there; 0 for UTF-8 files
 */
public record FilePosition(long offset, int skip) {
  static final FilePosition START = new FilePosition(0, 0);
}
