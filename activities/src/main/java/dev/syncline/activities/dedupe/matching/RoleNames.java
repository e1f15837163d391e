package dev.syncline.activities.dedupe.matching;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which role a field's name speaks of, in the spellings that source systems use; they stand in
 * {@code role-names.properties}.
 */
final class RoleNames {
  private static final Map<String, Role> BY_SPELLING = read();

  private RoleNames() {}

  private static Map<String, Role> read() {
    Properties spellings = new Properties();
    try (InputStream file = RoleNames.class.getResourceAsStream("role-names.properties")) {
      spellings.load(file);
    } catch (IOException e) {
      throw SynclineException.of(Category.INTERNAL, "role-names.properties cannot be read")
          .because(e);
    }
    Map<String, Role> roles = new HashMap<>();
    for (Role role : Role.values()) {
      for (String name : spellings.getProperty(role.name(), "").split(",")) {
        roles.putIfAbsent(name.strip(), role);
      }
    }
    roles.remove("");
    return Map.copyOf(roles);
  }

  /**
   * Null where the name says nothing. What stands before {@code #}, {@code /} or a dot is left out.
   */
  static @Nullable Role of(String field, Preset preset) {
    String last = field.substring(Math.max(field.lastIndexOf('#'), field.lastIndexOf('/')) + 1);
    last = last.substring(last.lastIndexOf('.') + 1);
    String plain = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    Role role = BY_SPELLING.get(plain);
    if (role == null) {
      role = BY_SPELLING.get(plain.replaceAll("\\d+$", ""));
    }
    return role == null ? null : preset.meaning(plain, role);
  }
}
