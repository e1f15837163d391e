package dev.syncline.connectors.spi;

import org.jspecify.annotations.Nullable;

/** Takes what a source reads, in order. */
public interface RecordSink {
  /**
   * A record: one JSON object in UTF-8. The bytes are read before the call returns, so the caller
   * may reuse its buffer.
   *
   * @param json the buffer
   * @param offset where the object begins
   * @param length its length in bytes
   * @param where its place for a person, such as a line number; 0 where there is none
   */
  void record(byte[] json, int offset, int length, long where);

  /**
   * A record that cannot be read: it is quarantined, and the others go on.
   *
   * @param externalId its external id where it is known all the same
   * @param payload what stood there, shortened where it is very long; replacement characters stand
   *     for undecodable bytes
   * @param where the place, for example {@code people.csv:17}
   * @param code a word for machines, for example {@code BAD_ROW}
   * @param message what is wrong and what to do
   */
  void bad(@Nullable String externalId, String payload, String where, String code, String message);
}
