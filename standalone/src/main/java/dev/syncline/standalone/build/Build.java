package dev.syncline.standalone.build;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/**
 * The versions that this jar was built with.
 *
 * @param version of Syncline
 * @param postgres of the embedded PostgreSQL
 */
public record Build(String version, String postgres) {

  /** As the build filled them in. */
  public static Build current() {
    Properties properties = new Properties();
    try (InputStream stream = Build.class.getResourceAsStream("build.properties")) {
      properties.load(Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw SynclineException.of(Category.INTERNAL, "the jar is damaged: " + e).because(e);
    }
    return new Build(properties.getProperty("version", ""), properties.getProperty("postgres", ""));
  }
}
