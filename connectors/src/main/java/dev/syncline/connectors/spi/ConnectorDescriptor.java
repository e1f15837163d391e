package dev.syncline.connectors.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a connector presents itself: in {@code syncline connectors}, in the sync file's checks and in
 * the JSON Schema.
 *
 * @param name the word after {@code connector:}
 * @param summary one sentence
 * @param settings its plain settings, besides the common ones
 * @param credentials its secrets
 * @param readable whether it can be a source
 * @param writable whether it can be a target
 * @param resource what {@code resource} names here, in a few words
 */
public record ConnectorDescriptor(
    String name,
    String summary,
    List<SettingDescriptor> settings,
    List<SettingDescriptor> credentials,
    boolean readable,
    boolean writable,
    String resource) {

  /** Settings that every connector takes. */
  public static final List<SettingDescriptor> COMMON =
      List.of(
          SettingDescriptor.optional("timeout", "how long one call may take, such as 30s"),
          SettingDescriptor.optional("rate_limit", "at most {requests} calls each {per}"),
          SettingDescriptor.optional("page_size", "records asked for in one call"));

  /** Missing or unknown settings and credentials, as sentences. */
  public List<String> problems(ConnectionConfig connection) {
    List<String> problems = new ArrayList<>();
    for (SettingDescriptor setting : settings) {
      if (setting.required() && !connection.hasSetting(setting.name())) {
        problems.add("setting '" + setting.name() + "' is missing: " + setting.meaning());
      }
    }
    for (SettingDescriptor credential : credentials) {
      if (credential.required() && connection.credential(credential.name()).isEmpty()) {
        problems.add("credential '" + credential.name() + "' is missing: " + credential.meaning());
      }
    }
    return problems;
  }

  /** Every setting name that may stand under {@code settings}, sorted. */
  public Set<String> settingNames() {
    Set<String> names = new TreeSet<>();
    settings.forEach(s -> names.add(s.name()));
    COMMON.forEach(s -> names.add(s.name()));
    return names;
  }

  /** Every name that may stand under {@code credentials}, sorted. */
  public Set<String> credentialNames() {
    Set<String> names = new TreeSet<>();
    credentials.forEach(s -> names.add(s.name()));
    return names;
  }
}
