package dev.syncline.api.sync;

/** What became of a record in a run. */
enum ItemStatus {
  APPLIED,
  SKIPPED,
  FAILED,
  HELD,
  PENDING
}
