package dev.syncline.standalone.command;

/** How results are written. */
enum Output {
  TEXT,
  JSON
}
