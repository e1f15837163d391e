package dev.syncline.connectors.spi;

/**
 * One setting or credential of a connector.
 *
 * @param name its key in the sync file
 * @param meaning what it is for, in a few words
 * @param required whether a connection without it is {@code not_configured}
 * @param path whether its value is a path of the file system, relative to the sync file
 */
public record SettingDescriptor(String name, String meaning, boolean required, boolean path) {

  public static SettingDescriptor required(String name, String meaning) {
    return new SettingDescriptor(name, meaning, true, false);
  }

  public static SettingDescriptor optional(String name, String meaning) {
    return new SettingDescriptor(name, meaning, false, false);
  }

  public SettingDescriptor asPath() {
    return new SettingDescriptor(name, meaning, required, true);
  }
}
