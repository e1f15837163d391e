package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.process.Command;
import dev.syncline.standalone.process.LiveProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process on a {@link Cluster}: found running, started, stopped. */
final class Postmaster {
  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

  /** Crash recovery replays at most max_wal_size, on a slow disk too. */
  private static final Duration RECOVERY = Duration.ofMinutes(10);

  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration LEFTOVERS = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Cluster cluster;
  private final Programs programs;

  Postmaster(Cluster cluster, Programs programs) {
    this.cluster = cluster;
    this.programs = programs;
  }

  boolean alive() {
    return survivor().isPresent();
  }

  /** The server that runs on the cluster, whoever started it. */
  Optional<PostmasterFile> survivor() {
    return PostmasterFile.read(cluster.folder()).filter(file -> file.alive(cluster.folder()));
  }

  /**
   * The port of the server that runs already, waiting while it recovers or ends; nothing where none
   * runs in the end. One that does not answer is stopped.
   */
  Optional<Integer> attach() {
    Stopwatch since = new Stopwatch();
    Optional<PostmasterFile> found = survivor();
    while (found.isPresent()) {
      int port = found.get().port();
      switch (Answer.of(cluster, port)) {
        case READY -> {
          log.info("found PostgreSQL running (process {})", found.get().process().pid());
          return Optional.of(port);
        }
        case FOREIGN -> throw wrongPassword();
        case BUSY -> since.requireLess(RECOVERY, "PostgreSQL is still recovering");
        case SILENT -> {
          if (since.passed(SILENCE)) {
            stop("immediate", Duration.ofSeconds(20));
          }
        }
      }
      Stopwatch.pause(PAUSE);
      found = survivor();
    }
    return Optional.empty();
  }

  /**
   * Starts a server on the port and waits until it takes connections, recovery included. Where the
   * waiting is interrupted, no server is left behind.
   */
  void start(int port) {
    try {
      startAndWait(port);
    } catch (SynclineException e) {
      if (e.category() == Category.CANCELLED) {
        boolean interrupted = Thread.interrupted();
        stop();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      throw e;
    }
  }

  private void startAndWait(int port) {
    Stopwatch since = new Stopwatch();
    while (true) {
      forgetDeadServer();
      Command.Outcome outcome = pgCtlStart(port);
      if (outcome.succeeded() && Answer.of(cluster, port) == Answer.READY) {
        return;
      }
      String reason = startLog() + outcome.output();
      if (!reason.contains("pre-existing shared memory block")) {
        throw notStarted(port, reason);
      }
      // Children of a server that was killed end by themselves, unless they are deep in a query.
      if (since.passed(LEFTOVERS)) {
        Leftovers.of(cluster.folder()).forEach(LiveProcess::kill);
      }
      since.requireLess(RECOVERY, "processes of the former PostgreSQL do not end");
      Stopwatch.pause(PAUSE);
    }
  }

  /** Stops the server in order; at once where that takes too long. */
  void stop() {
    if (survivor().isPresent() && !stop("fast", Duration.ofSeconds(12))) {
      stop("immediate", Duration.ofSeconds(5));
    }
  }

  private boolean stop(String mode, Duration limit) {
    return programs
        .run(
            limit.plusSeconds(5),
            "pg_ctl",
            List.of(
                "stop",
                "--pgdata=" + cluster.folder(),
                "--mode=" + mode,
                "--timeout=" + limit.toSeconds()))
        .succeeded();
  }

  private Command.Outcome pgCtlStart(int port) {
    try {
      Files.deleteIfExists(cluster.startLog());
    } catch (IOException e) {
      throw notStarted(port, e.toString());
    }
    return programs.run(
        RECOVERY.plusSeconds(10),
        "pg_ctl",
        List.of(
            "start",
            "--wait",
            "--pgdata=" + cluster.folder(),
            "--timeout=" + RECOVERY.toSeconds(),
            "--log=" + cluster.startLog(),
            "--options=-p " + port));
  }

  private void forgetDeadServer() {
    if (survivor().isEmpty()) {
      try {
        Files.deleteIfExists(PostmasterFile.in(cluster.folder()));
      } catch (IOException e) {
        throw SynclineException.of(Category.NOT_CONFIGURED, "cannot remove a stale lock file: " + e)
            .because(e);
      }
    }
  }

  private String startLog() {
    try {
      return Files.readString(cluster.startLog(), StandardCharsets.UTF_8).strip() + "\n";
    } catch (IOException e) {
      return "";
    }
  }

  private SynclineException wrongPassword() {
    return SynclineException.of(
        Category.NOT_CONFIGURED,
        "DATABASE_FOREIGN",
        "the PostgreSQL that runs on "
            + cluster.folder()
            + " does not accept the password in "
            + cluster.credential().file()
            + "; restore that file, or stop that server");
  }

  private SynclineException notStarted(int port, String reason) {
    boolean taken = reason.contains("could not bind");
    return SynclineException.of(
        taken ? Category.CONFLICT : Category.UNAVAILABLE,
        taken ? "PORT_TAKEN" : "DATABASE_NOT_STARTED",
        "the embedded PostgreSQL did not start on port "
            + port
            + " (its log is in "
            + cluster.logs()
            + "): "
            + reason.strip());
  }
}
