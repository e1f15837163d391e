package dev.syncline.api.system;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this build. */
public final class Version {
  private static final String FILE = "/syncline-version.properties";

  private Version() {}

  public static String current() {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw SynclineException.of(Category.INTERNAL, FILE + " cannot be read").because(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
