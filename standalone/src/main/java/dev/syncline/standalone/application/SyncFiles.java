package dev.syncline.standalone.application;

import java.nio.file.Path;

/** Reads sync files; needs neither database nor engine. */
@FunctionalInterface
public interface SyncFiles {
  /** Never throws for what the file says, or that it is not there: that is a problem of it. */
  ReadFile read(Path file);
}
