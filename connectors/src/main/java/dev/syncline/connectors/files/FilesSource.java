package dev.syncline.connectors.files;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files read one after the other; the cursor names a file and a byte in it. */
public final class FilesSource implements Source {
  private final List<DataFile> files;
  private final Charset encoding;
  private final FileFormat format;
  private final Runnable heartbeat;
  private final long totalBytes;

  private int at;
  private @Nullable TextWindow window;
  private @Nullable RecordReader reader;
  private @Nullable String lastCursor;

  public FilesSource(
      ConnectionConfig connection,
      SourceRequest request,
      ConnectorContext context,
      FileFormat format) {
    this.files = FileSet.find(connection, request, format.extensions());
    this.encoding = TextEncoding.of(connection);
    this.format = format;
    this.heartbeat = context.heartbeat();
    this.totalBytes = files.stream().mapToLong(DataFile::size).sum();
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Page read(ReadRequest request, RecordSink sink) {
    goTo(request.cursor());
    int records = 0;
    long bytes = 0;
    while (at < files.size()) {
      RecordReader current = reader();
      while (records < request.maxRecords() && bytes < request.maxBytes()) {
        int size = current.next(sink);
        if (size == RecordReader.END) {
          break;
        }
        records++;
        bytes += size;
      }
      if (records >= request.maxRecords() || bytes >= request.maxBytes()) {
        return more(current);
      }
      nextFile();
    }
    lastCursor = null;
    return Page.last(null);
  }

  private Page more(RecordReader current) {
    TextWindow open = window();
    FilePosition position = open.position();
    DataFile file = open.file();
    lastCursor =
        new FileCursor(file.name(), position.offset(), position.skip(), current.line(), file.size())
            .encode();
    long before = files.stream().limit(at).mapToLong(DataFile::size).sum();
    double fraction =
        totalBytes == 0 ? 1 : Math.min(1.0, (double) (before + position.offset()) / totalBytes);
    return Page.more(lastCursor, null, fraction);
  }

  private void goTo(@Nullable String cursor) {
    if (cursor != null && cursor.equals(lastCursor)) {
      return;
    }
    close();
    at = 0;
    if (cursor == null) {
      return;
    }
    FileCursor place = FileCursor.decode(cursor);
    while (at < files.size() && !files.get(at).name().equals(place.file())) {
      at++;
    }
    if (at == files.size()) {
      throw SynclineException.of(
          Category.NOT_FOUND,
          "FILE_NOT_FOUND",
          "the file '" + place.file() + "' vanished while it was read; run the task again");
    }
    DataFile file = files.get(at);
    if (file.size() < place.size() || file.size() < place.offset()) {
      throw changed(file, Math.max(place.size(), place.offset()), file.size());
    }
    RecordReader resumed = reader();
    window().seek(place.position());
    resumed.resumeAt(place.line());
  }

  private RecordReader reader() {
    if (reader == null) {
      window = TextWindow.open(files.get(at), encoding, heartbeat);
      reader = format.open(window);
    }
    return reader;
  }

  private TextWindow window() {
    if (window == null) {
      throw new IllegalStateException("no file is open");
    }
    return window;
  }

  private static SynclineException changed(DataFile file, long before, long now) {
    return SynclineException.of(
        Category.INVALID,
        "FILE_CHANGED",
        ("'%s' changed while it was read: it had %d bytes and now has %d; run the task again and"
                + " replace files by renaming a finished one over them")
            .formatted(file.path(), before, now));
  }

  private void nextFile() {
    DataFile file = files.get(at);
    long now = window().fileSize();
    if (now < file.size()) {
      throw changed(file, file.size(), now);
    }
    close();
    at++;
  }

  @Override
  public void close() {
    if (window != null) {
      window.close();
    }
    window = null;
    reader = null;
    lastCursor = null;
  }
}
