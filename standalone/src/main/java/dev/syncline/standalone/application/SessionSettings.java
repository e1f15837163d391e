package dev.syncline.standalone.application;

import dev.syncline.standalone.platform.PlatformSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the application is to be started.
 *
 * @param web where its API listens; empty for a command that has none
 * @param worker whether it also executes runs, or leaves that to other processes
 * @param files what is stored before anything begins
 */
public record SessionSettings(
    PlatformSettings platform, Optional<Web> web, boolean worker, List<FileToLoad> files) {
  public SessionSettings {
    files = List.copyOf(files);
  }

  /**
   * The HTTP side.
   *
   * @param bind the address to listen on
   * @param filesRoots where paths that are posted must lie; empty for the product's default
   * @param probesOnly whether only probes and metrics are answered
   */
  public record Web(String bind, int port, List<Path> filesRoots, boolean probesOnly) {
    public Web {
      filesRoots = List.copyOf(filesRoots);
    }
  }
}
