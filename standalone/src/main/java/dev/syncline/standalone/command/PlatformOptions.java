package dev.syncline.standalone.command;

import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.application.SessionSettings;
import dev.syncline.standalone.console.ConsoleLog;
import dev.syncline.standalone.console.NextCommands;
import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.engine.EngineRequest;
import dev.syncline.standalone.platform.PlatformSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where data, database and engine are; the same options for every command. */
final class PlatformOptions {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final Pattern SECRET = Pattern.compile("(?i)password|:[^/@]+@");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Embedded database and engine state. Default: $SYNCLINE_DATA, else"
              + " ~/.local/share/syncline.")
  private @Nullable Path data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "An external PostgreSQL in place of the embedded one, jdbc:postgresql://... Default:"
              + " $SYNCLINE_DATABASE_URL.")
  private @Nullable String databaseUrl;

  @Option(
      names = "--temporal-address",
      paramLabel = "HOST:PORT",
      description =
          "An external Temporal server in place of the embedded engine. Default: $TEMPORAL_ADDRESS;"
              + " its namespace is $TEMPORAL_NAMESPACE.")
  private @Nullable String temporalAddress;

  @Option(
      names = "--engine",
      paramLabel = "KIND",
      description =
          "auto, dev (the real server as a child process) or in-process. Default: $SYNCLINE_ENGINE,"
              + " else auto.")
  private @Nullable String engine;

  /** What can be typed next, on the same data. */
  NextCommands next() {
    StringBuilder given = new StringBuilder();
    add(given, "--data", data);
    add(given, "--database-url", databaseUrl);
    add(given, "--temporal-address", temporalAddress);
    add(given, "--engine", engine);
    return new NextCommands(given.toString());
  }

  /** A URL that may hold a password is not shown. */
  private static void add(StringBuilder given, String name, @Nullable Object value) {
    if (value != null) {
      String text = value.toString();
      boolean plain = PLAIN.matcher(text).matches();
      given.append(' ').append(name).append(' ');
      given.append(SECRET.matcher(text).find() ? "..." : plain ? text : quoted(text));
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  PlatformSettings settings(Map<String, String> environment) {
    String url =
        databaseUrl == null ? environment.getOrDefault("SYNCLINE_DATABASE_URL", "") : databaseUrl;
    return new PlatformSettings(
        DataDirectory.choose(data, environment),
        CacheDirectory.choose(environment),
        Optional.of(url).filter(text -> !text.isBlank()),
        EngineRequest.of(engine, temporalAddress, environment),
        environment);
  }

  /** Starts the application on them without doors, to do what the files say. */
  Session open(Surroundings surroundings, List<CheckedFile> files) {
    return open(surroundings, ConsoleLog.QUIET, Optional.empty(), true, files);
  }

  /**
   * Starts the application on them, with logs in the data directory. Without a worker, other
   * processes execute the runs.
   */
  Session open(
      Surroundings surroundings,
      ConsoleLog log,
      Optional<SessionSettings.Web> web,
      boolean worker,
      List<CheckedFile> files) {
    PlatformSettings settings = settings(surroundings.environment());
    log.writeTo(settings.data().create().logs());
    return surroundings
        .sessions()
        .open(
            new SessionSettings(
                settings, web, worker, files.stream().map(CheckedFile::toLoad).toList()));
  }
}
