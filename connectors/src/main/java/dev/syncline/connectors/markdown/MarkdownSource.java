package dev.syncline.connectors.markdown;

import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents in the order of their paths; the cursor is the last path that was read. */
final class MarkdownSource implements Source {
  private static final long MAX_BYTES = 16 << 20;

  private final DocumentFolder folder;
  private final Runnable heartbeat;
  private @Nullable List<String> documents;

  MarkdownSource(DocumentFolder folder, Runnable heartbeat) {
    this.folder = folder;
    this.heartbeat = heartbeat;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Page read(ReadRequest request, RecordSink sink) {
    List<String> all = documents();
    long total = all.size();
    Set<String> ids = new HashSet<>(request.ids());
    int at = request.cursor() == null ? 0 : after(all, request.cursor());
    int records = 0;
    long bytes = 0;
    while (at < all.size() && records < request.maxRecords() && bytes < request.maxBytes()) {
      heartbeat.run();
      String name = all.get(at++);
      if (ids.isEmpty() || ids.contains(name)) {
        long size = document(name, request.modifiedSince(), sink);
        records += size < 0 ? 0 : 1;
        bytes += Math.max(size, 0);
      }
    }
    if (at == all.size()) {
      return Page.last(total);
    }
    return Page.more(all.get(at - 1), total, (double) at / total);
  }

  private List<String> documents() {
    if (documents == null) {
      documents = folder.documents(heartbeat);
    } else {
      folder.requirePresent();
    }
    return documents;
  }

  private static int after(List<String> all, String last) {
    int at = Collections.binarySearch(all, last);
    return at < 0 ? -at - 1 : at + 1;
  }

  /** Gives one document to the sink; answers its bytes, or -1 where it was passed over. */
  private long document(String name, @Nullable Instant since, RecordSink sink) {
    try {
      Path file = folder.open().resolve(folder.folder().resolve(name));
      // Milliseconds, so that a store with coarser clocks than the file system's keeps the order.
      Instant modified = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (since != null && modified.isBefore(since)) {
        return -1;
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        String message = "the document has %d bytes, more than 16 MB".formatted(size);
        sink.bad(name, "", name, "TOO_LARGE", message);
        return 0;
      }
      byte[] json = Documents.json(name, Files.readAllBytes(file), modified);
      sink.record(json, 0, json.length, 0);
      return json.length;
    } catch (NoSuchFileException e) {
      // Deleted since the folder was listed: it is as if it had not been there.
      folder.requirePresent();
      return -1;
    } catch (BadDocument e) {
      sink.bad(name, e.payload(), name, e.code(), e.getMessage());
      return 0;
    } catch (IOException e) {
      String message = "the document cannot be read: " + e + "; check its access rights";
      sink.bad(name, "", name, "UNREADABLE", message);
      return 0;
    }
  }

  @Override
  public List<String> defaultKey() {
    return List.of("path");
  }

  @Override
  public Optional<String> defaultModified() {
    return Optional.of("modified_at");
  }

  @Override
  public boolean canGet() {
    return true;
  }

  @Override
  public void get(List<String> externalIds, RecordSink sink) {
    folder.requirePresent();
    for (String id : externalIds) {
      if (folder.file(id).isPresent()) {
        document(id, null, sink);
      }
    }
  }
}
