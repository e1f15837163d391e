package dev.syncline.standalone.command;

import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.application.Decisions;
import dev.syncline.standalone.application.RemoteDecisions;
import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.console.RunSummary;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Where a command decides: in this process, or through the server that has the data.
 *
 * @param platform where the data is
 */
record Deciding(Surroundings surroundings, PlatformOptions platform, String tenant) {
  private static final int TROUBLES_SHOWN = 10;

  /** The same in both places. */
  int decide(ToIntFunction<Decisions> work) {
    return decide(session -> work.applyAsInt(session.decisions()), work);
  }

  int decide(ToIntFunction<Session> here, ToIntFunction<Decisions> there) {
    try (Session session = platform.open(surroundings, List.of())) {
      return here.applyAsInt(session);
    } catch (SynclineException e) {
      if (e.code().equals("DATA_IN_USE") && e.details().get("url") instanceof String url) {
        return there.applyAsInt(new RemoteDecisions(URI.create(url), surroundings.environment()));
      }
      throw e;
    }
  }

  /** Follows runs to their end and prints what became of them. */
  int follow(Session session, List<UUID> ids) {
    RunWatch watch = new RunWatch(session, tenant, surroundings.terminal());
    return ExitCode.of(
        watch.follow(ids, run -> print(RunSummary.lines(run, TROUBLES_SHOWN, platform.next()))));
  }

  void print(List<String> lines) {
    lines.forEach(surroundings.terminal().out()::println);
  }

  /** To stderr, beside the results. */
  void say(String line) {
    surroundings.terminal().err().println(line);
  }
}
