package dev.syncline.standalone.command;

import dev.syncline.definitions.Durations;
import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.console.ConsoleLog;
import dev.syncline.standalone.key.ApiKeys;
import dev.syncline.standalone.key.StoredSecrets;
import dev.syncline.standalone.platform.DatabaseAccess;
import dev.syncline.standalone.platform.PlatformSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code syncline keys}: makes, lists and revokes API keys, beside a running server too. */
@Command(name = "keys", description = "API keys: create, list, revoke; rotate-secrets.")
final class KeysCommand {
  private final Surroundings surroundings;

  KeysCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Command(
      name = "create",
      description = "Makes a key and shows it once.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin PlatformOptions platform,
      @Option(
              names = "--tenant",
              paramLabel = "TENANT",
              defaultValue = Names.DEFAULT_TENANT,
              description = "Whose data it opens. Default: ${DEFAULT-VALUE}.")
          String tenant,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              description = "viewer reads, operator also runs and decides, admin also configures.")
          Role role,
      @Option(
              names = "--expires",
              paramLabel = "AFTER",
              description = "How long it is good for, such as 90d. Default: until it is revoked.")
          @Nullable String expires) {
    Duration lasting = expires == null ? null : lasting(expires);
    ApiKeys.NewKey made =
        with(platform, keys -> keys.create(Names.require("tenant", tenant), role.word(), lasting));
    surroundings.terminal().out().println(made.secret());
    surroundings
        .terminal()
        .err()
        .println(
            "key "
                + made.key().id()
                + " for tenant "
                + tenant
                + ", role "
                + role.word()
                + ending(made.key())
                + "; it is not shown again");
    return ExitCode.OK;
  }

  private static Duration lasting(String text) {
    return Durations.parse(text)
        .filter(lasting -> lasting.toSeconds() > 0)
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.INVALID,
                    "--expires: '" + text + "' is no span of time; write for example 12h or 90d"));
  }

  private static String ending(ApiKeys.Key key) {
    return key.expiresAt() == null ? "" : ", until " + key.expiresAt();
  }

  @Command(
      name = "list",
      description = "The keys, without their secrets: made, last used, until when they are good.",
      mixinStandardHelpOptions = true)
  int list(@Mixin PlatformOptions platform) {
    List<ApiKeys.Key> found = with(platform, ApiKeys::list);
    PrintStream out = surroundings.terminal().out();
    for (ApiKeys.Key key : found) {
      out.println(
          "%s  %s  %s  %s  %s  %s"
              .formatted(
                  key.id(), key.tenant(), key.role(), key.createdAt(), lastUse(key), end(key)));
    }
    return ExitCode.OK;
  }

  private static String lastUse(ApiKeys.Key key) {
    return key.lastUsedAt() == null ? "never used" : "used " + key.lastUsedAt();
  }

  private String end(ApiKeys.Key key) {
    Instant end = key.expiresAt();
    if (end == null) {
      return "does not expire";
    }
    return (end.isAfter(surroundings.clock().instant()) ? "expires " : "expired ") + end;
  }

  @Command(
      name = "revoke",
      description = "Takes a key back; it stops working at once.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Mixin PlatformOptions platform,
      @Parameters(paramLabel = "ID", description = "As 'keys list' shows it.") String id) {
    with(
        platform,
        keys -> {
          keys.revoke(id);
          return id;
        });
    surroundings.terminal().err().println("key " + id + " is revoked");
    return ExitCode.OK;
  }

  @Command(
      name = "rotate-secrets",
      description = "Encrypts all stored credentials under a new key, beside a running server too.",
      mixinStandardHelpOptions = true)
  int rotateSecrets(@Mixin PlatformOptions platform) {
    if (!surroundings.environment().getOrDefault("SYNCLINE_KEYSET", "").isBlank()) {
      throw SynclineException.of(
          Category.INVALID,
          "the key comes from SYNCLINE_KEYSET, where this command cannot change it: unset it to"
              + " rotate the key in the data directory");
    }
    PlatformSettings settings = platform.settings(surroundings.environment());
    ConsoleLog.QUIET.writeTo(settings.data().create().logs());
    Path keyset = settings.data().keys().resolve("credentials.json");
    int connections =
        DatabaseAccess.with(
            settings, surroundings.clock(), login -> StoredSecrets.rotate(login, keyset));
    surroundings
        .terminal()
        .err()
        .println("the credentials of " + connections + " connections have a new key, in " + keyset);
    return ExitCode.OK;
  }

  private <T> T with(PlatformOptions platform, Function<ApiKeys, T> work) {
    PlatformSettings settings = platform.settings(surroundings.environment());
    ConsoleLog.QUIET.writeTo(settings.data().create().logs());
    return DatabaseAccess.with(
        settings, surroundings.clock(), login -> surroundings.keys().with(login, work));
  }
}
