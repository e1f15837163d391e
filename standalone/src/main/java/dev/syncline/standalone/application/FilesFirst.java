package dev.syncline.standalone.application;

import dev.syncline.control.definition.FileLoader;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Stores the sync files before doors open and schedules fire: a time that was missed runs what the
 * file says now, not what it said before.
 */
final class FilesFirst implements SmartLifecycle {
  private final FileLoader loader;
  private final List<FileToLoad> files;
  private boolean loaded;

  FilesFirst(FileLoader loader, List<FileToLoad> files) {
    this.loader = loader;
    this.files = files;
  }

  @Override
  public void start() {
    files.forEach(file -> loader.load(file.content(), file.path()));
    loaded = true;
  }

  @Override
  public void stop() {
    loaded = false;
  }

  @Override
  public boolean isRunning() {
    return loaded;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
