package dev.syncline.api.web;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads definitions as the sync file's reader does, from posted JSON. */
@Component
public class PostedDefinitions {
  /** Posted paths are absolute, so nothing is ever relative to it. */
  private static final Path NO_FOLDER = Path.of("/");

  private final SyncFileReader reader;

  PostedDefinitions(Connectors connectors) {
    this.reader = new SyncFileReader(connectors);
  }

  /** The connection, or INVALID_REQUEST with every problem in its details. */
  public ConnectionSpec connection(String name, ObjectNode json) {
    return reader.readConnection(name, json.toString(), NO_FOLDER);
  }

  /**
   * The task, or INVALID_REQUEST with every problem in its details.
   *
   * @param connections the names it may refer to
   */
  public TaskSpec task(String name, ObjectNode json, Set<String> connections) {
    return reader.readTask(name, json.toString(), connections);
  }

  /** The name in the body of a creation. */
  public static String nameIn(ObjectNode body) {
    if (!body.path("name").isString() || body.path("name").asString().isBlank()) {
      throw Params.invalid("name must be given, as a string");
    }
    return body.path("name").asString().strip();
  }
}
