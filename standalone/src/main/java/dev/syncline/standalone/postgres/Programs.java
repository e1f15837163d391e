package dev.syncline.standalone.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.process.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs {@code initdb} and {@code pg_ctl}. PostgreSQL refuses to run as root, so for root the
 * programs run in a user namespace of their own, where the same user is nobody in particular.
 */
final class Programs {
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

  private final Binaries binaries;
  private final List<String> prefix;

  private Programs(Binaries binaries, List<String> prefix) {
    this.binaries = binaries;
    this.prefix = prefix;
  }

  static Programs of(Binaries binaries) {
    boolean root = new UnixSystem().getUid() == 0;
    if (!root) {
      return new Programs(binaries, List.of());
    }
    requireNamespaces();
    return new Programs(binaries, List.of("unshare", "-U"));
  }

  private static void requireNamespaces() {
    String reason;
    try {
      Command.Outcome outcome =
          Command.run(List.of("unshare", "-U", "true"), Map.of(), Duration.ofSeconds(10));
      if (outcome.succeeded()) {
        return;
      }
      reason = outcome.output();
    } catch (SynclineException e) {
      if (e.category() == Category.CANCELLED) {
        throw e;
      }
      reason = e.getMessage();
    }
    throw SynclineException.of(
        Category.NOT_CONFIGURED,
        "ROOT_WITHOUT_NAMESPACES",
        "PostgreSQL refuses to run as root, and no user namespace can be made ("
            + reason
            + "); run Syncline as another user, or give an external database with --database-url");
  }

  Command.Outcome run(Duration limit, String program, List<String> arguments) {
    List<String> words = new ArrayList<>(prefix);
    words.add(binaries.program(program).toString());
    words.addAll(arguments);
    return Command.run(words, ENVIRONMENT, limit);
  }
}
