package dev.syncline.standalone.engine;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which engine is wanted.
 *
 * @param choice what kind
 * @param address of the external server; empty for the other choices
 */
public record EngineRequest(Choice choice, String address, String namespace) {
  /** What may be asked for. */
  public enum Choice {
    /** The dev server where its program is found and works, else in this process. */
    AUTO,
    DEV,
    IN_PROCESS,
    EXTERNAL
  }

  /**
   * Flags count before the environment, a kind before an address.
   *
   * @param engine {@code --engine}
   * @param address {@code --temporal-address}
   * @throws SynclineException INVALID for an unknown kind, or a kind beside an address
   */
  public static EngineRequest of(
      @Nullable String engine, @Nullable String address, Map<String, String> environment) {
    Choice flag = engine == null ? Choice.AUTO : choice(engine, "--engine");
    if (flag != Choice.AUTO && address != null) {
      throw SynclineException.of(
          Category.INVALID,
          "--engine " + engine + " and --temporal-address exclude each other; give one of them");
    }
    String namespace = nonBlank(environment, "TEMPORAL_NAMESPACE", "default");
    if (flag != Choice.AUTO) {
      return new EngineRequest(flag, "", namespace);
    }
    if (address != null) {
      return new EngineRequest(Choice.EXTERNAL, address, namespace);
    }
    String named = engine == null ? nonBlank(environment, "SYNCLINE_ENGINE", "auto") : "auto";
    Choice choice = choice(named, "SYNCLINE_ENGINE");
    String known = nonBlank(environment, "TEMPORAL_ADDRESS", "");
    return choice == Choice.AUTO && !known.isEmpty()
        ? new EngineRequest(Choice.EXTERNAL, known, namespace)
        : new EngineRequest(choice, "", namespace);
  }

  private static Choice choice(String word, String where) {
    return switch (word) {
      case "auto" -> Choice.AUTO;
      case "dev" -> Choice.DEV;
      case "in-process" -> Choice.IN_PROCESS;
      default ->
          throw SynclineException.of(
              Category.INVALID, where + " is '" + word + "'; allowed are auto, dev and in-process");
    };
  }

  private static String nonBlank(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }
}
