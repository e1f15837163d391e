package dev.syncline.connectors.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's text in UTF-8, seen through a buffer that holds the record being read: what has been
 * consumed leaves, what is needed comes in, and no more than {@link #MAX_RECORD} bytes are held.
 */
public final class TextWindow implements Closeable {
  /** The longest record, in bytes. */
  public static final int MAX_RECORD = 16 << 20;

  private static final int INITIAL = 1 << 20;

  private final DataFile file;
  private final ByteFeed feed;
  private final FilePosition begin;
  private final Charset charset;
  private final Runnable heartbeat;
  private byte[] bytes = new byte[INITIAL];
  private int start;
  private int end;
  private boolean atEnd;
  private long fed;

  private TextWindow(
      DataFile file, ByteFeed feed, Charset charset, FilePosition begin, Runnable heartbeat) {
    this.file = file;
    this.feed = feed;
    this.charset = charset;
    this.begin = begin;
    this.heartbeat = heartbeat;
  }

  static TextWindow open(DataFile file, Charset configured, Runnable heartbeat) {
    try {
      FileChannel channel = FileChannel.open(file.path());
      try {
        TextEncoding.Detected detected = TextEncoding.detect(channel, configured);
        ByteFeed feed =
            detected.utf8()
                ? new Utf8Feed(channel)
                : new TranscodingFeed(channel, detected.charset());
        FilePosition begin = new FilePosition(detected.bom(), 0);
        TextWindow window = new TextWindow(file, feed, detected.charset(), begin, heartbeat);
        window.seek(begin);
        return window;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileTrouble.of(file.path(), e);
    }
  }

  public DataFile file() {
    return file;
  }

  /** The encoding the file is read in. */
  public Charset charset() {
    return charset;
  }

  /** The buffer; valid from {@link #start} to {@link #end} until the next {@link #more}. */
  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** Whether {@link #end} is the end of the file. */
  public boolean atEnd() {
    return atEnd;
  }

  /** Whether the record is longer than allowed, so that {@link #more} gives nothing. */
  public boolean full() {
    return end - start > MAX_RECORD;
  }

  /** Marks everything before {@code index} as consumed. */
  public void consume(int index) {
    start = index;
  }

  /** Brings in more of the file, moving what is there to the front; false at the end or if full. */
  public boolean more() {
    if (atEnd || full()) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, MAX_RECORD + 1));
    }
    try {
      int count = feed.read(bytes, end, bytes.length - end);
      heartbeat.run();
      atEnd = count < 0;
      end += Math.max(count, 0);
      fed += Math.max(count, 0);
      return !atEnd;
    } catch (IOException e) {
      throw FileTrouble.of(file.path(), e);
    }
  }

  /** Consumes up to and including the next line end, however far it is; gives the bytes passed. */
  public long skipLine() {
    long passed = 0;
    for (; ; ) {
      int lineEnd = lineEnd(start);
      if (lineEnd > 0) {
        passed += lineEnd - start;
        consume(lineEnd);
        return passed;
      }
      int keep = !atEnd && end > start && bytes[end - 1] == '\r' ? 1 : 0;
      passed += end - start - keep;
      consume(end - keep);
      if (!more() && atEnd && keep == 0) {
        return passed;
      }
    }
  }

  /**
   * The index after the first line end (LF, CRLF or CR) from {@code from} on, or -1 where none is
   * complete in the buffer.
   */
  public int lineEnd(int from) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
      if (bytes[i] == '\r') {
        if (i + 1 < end) {
          return bytes[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return atEnd ? i + 1 : -1;
      }
    }
    return -1;
  }

  /** How long the file is now; less than when it was found where it was cut meanwhile. */
  long fileSize() {
    try {
      return feed.size();
    } catch (IOException e) {
      throw FileTrouble.of(file.path(), e);
    }
  }

  /** Where in the file the unconsumed text begins. */
  public FilePosition position() {
    return feed.position(fed - (end - start));
  }

  /** Goes to the beginning of the text, after a byte order mark. */
  public void rewind() {
    seek(begin);
  }

  public void seek(FilePosition position) {
    try {
      feed.seek(position);
    } catch (IOException e) {
      throw FileTrouble.of(file.path(), e);
    }
    start = 0;
    end = 0;
    fed = 0;
    atEnd = false;
  }

  /** What stands there, for a person: at most {@code limit} bytes of it, without the line end. */
  public String text(int from, int to, int limit) {
    int last = to;
    while (last > from && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
      last--;
    }
    int shown = Math.min(last, from + limit);
    String text = new String(bytes, from, shown - from, StandardCharsets.UTF_8);
    return shown == last ? text : text + "… (shortened)";
  }

  @Override
  public void close() {
    try {
      feed.close();
    } catch (IOException e) {
      throw FileTrouble.of(file.path(), e);
    }
  }
}
