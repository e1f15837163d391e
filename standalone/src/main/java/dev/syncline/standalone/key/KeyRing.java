package dev.syncline.standalone.key;

import dev.syncline.standalone.platform.DatabaseLogin;
import java.util.function.Function;

/** Opens the keys that lie in a database, for the length of one piece of work. */
@FunctionalInterface
public interface KeyRing {
  <T> T with(DatabaseLogin login, Function<ApiKeys, T> work);
}
