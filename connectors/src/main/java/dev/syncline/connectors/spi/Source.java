package dev.syncline.connectors.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A resource opened for reading. Reading is resumable: every read starts at a cursor that an
 * earlier one returned, in this process or another, and a cursor leads to the same records as long
 * as the system did not change.
 */
public interface Source extends AutoCloseable {
  /**
   * Reads records from the cursor on into the sink, until about {@code request.maxRecords()} or
   * {@code request.maxBytes()} or the end. A record that cannot be read goes to {@link
   * RecordSink#bad}; what makes the whole read impossible is thrown. An empty resource is a page
   * that is done.
   */
  Page read(ReadRequest request, RecordSink sink);

  /** The field that is the external id when the task names none. */
  default List<String> defaultKey() {
    return List.of();
  }

  /** The field that tells when a record last changed, when the task names none. */
  default Optional<String> defaultModified() {
    return Optional.empty();
  }

  /**
   * The fields that every record has, where the system fixes them, as a table does its columns;
   * empty where records may differ. A task that names another one is refused before anything is
   * read: a field that is missing is otherwise taken for one that was cleared.
   */
  default Optional<Set<String>> fields() {
    return Optional.empty();
  }

  /** Whether {@link #get} works. */
  default boolean canGet() {
    return false;
  }

  /**
   * Whether {@link ReadRequest#modifiedSince} is left to the system behind it. An older record then
   * shows that the system ignores what it is asked; it is left out all the same.
   */
  default boolean asksSince() {
    return false;
  }

  /** As {@link #asksSince}, of {@link ReadRequest#modifiedUntil}. */
  default boolean asksUntil() {
    return false;
  }

  /** As {@link #asksSince}, of {@link ReadRequest#statuses}. */
  default boolean asksStatus(List<String> statuses) {
    return false;
  }

  /** Whether reading keeps this machine busy, and never waits for another one. */
  default boolean local() {
    return false;
  }

  /** Reads the records with these external ids; those that no longer exist are left out. */
  default void get(List<String> externalIds, RecordSink sink) {
    throw new UnsupportedOperationException("this source reads no single records");
  }

  /**
   * Whether rows may shift between pages while the read goes on (page and offset paging), so that
   * one complete read is no proof that a record is gone.
   */
  default boolean mayShift() {
    return false;
  }

  @Override
  default void close() {}
}
