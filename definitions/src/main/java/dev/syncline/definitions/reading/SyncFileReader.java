package dev.syncline.definitions.reading;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks sync files, and the same definitions as JSON. Thread-safe; one instance serves
 * an application.
 */
public final class SyncFileReader {
  private final Connectors connectors;

  /** A reader that knows all installed connectors. */
  public SyncFileReader() {
    this(Connectors.installed());
  }

  public SyncFileReader(Connectors connectors) {
    this.connectors = connectors;
  }

  /** Reads a file given to the launcher. Never throws for what the file says or that it is gone. */
  public ParsedSyncFile read(Path file, SecretSource secrets) {
    Problems problems = new Problems(file.toString());
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
    Item root = null;
    try {
      String text = FileText.read(file, problems);
      if (text != null) {
        root = YamlTree.read(text, problems);
        if (root == null && !problems.hasErrors()) {
          problems.error(1, "", "the file is empty");
        }
      }
    } catch (IOException e) {
      problems.error(1, "", FileText.reason(e));
    }
    SyncFile parsed =
        root == null
            ? new SyncFile(Names.DEFAULT_TENANT, false, List.of(), List.of())
            : file(root, folder, secrets, problems);
    return new ParsedSyncFile(parsed, problems.list(), root == null ? Map.of() : Lines.of(root));
  }

  private SyncFile file(Item root, Path folder, SecretSource secrets, Problems problems) {
    Section file = new Section(root, Keys.FILE, problems);
    file.whole("version", 1, 1, 1);
    String tenant = file.text("tenant");
    if (tenant != null && !Names.isName(tenant)) {
      file.error("tenant", "'" + Shown.of(tenant) + "' " + TaskReader.NO_NAME);
    }
    boolean sandbox = file.flag("sandbox", false);
    Map<String, ConnectionSpec> connections = new LinkedHashMap<>();
    ConnectionReader connectionReader = new ConnectionReader(connectors, secrets, folder, problems);
    file.entries("connections")
        .forEach(
            (name, member) ->
                connections.put(name, connectionReader.read(name, member.line(), member.value())));
    List<TaskSpec> tasks = tasks(file, connections, problems);
    if (root instanceof Item.Mapping && connections.isEmpty() && !file.has("tasks")) {
      problems.error(root, "defines neither connections nor tasks");
    }
    return new SyncFile(
        tenant == null ? Names.DEFAULT_TENANT : tenant,
        sandbox,
        List.copyOf(connections.values()),
        tasks);
  }

  private List<TaskSpec> tasks(
      Section file, Map<String, ConnectionSpec> connections, Problems problems) {
    List<TaskSpec> tasks = new ArrayList<>();
    Map<String, Item> items = new LinkedHashMap<>();
    file.entries("tasks")
        .forEach(
            (name, member) -> {
              items.put(name, member.value());
              tasks.add(new TaskReader(problems).read(name, member.line(), member.value()));
            });
    FileChecks checks = new FileChecks(connections, connectors, problems);
    for (TaskSpec task : tasks) {
      Item item = items.get(task.name());
      if (item != null) {
        checks.task(task, item, tasks);
      }
    }
    checks.cycles(tasks, items);
    return tasks;
  }

  /**
   * Reads a task posted as JSON. Throws INVALID_REQUEST with every problem in {@code
   * details.problems}.
   */
  public TaskSpec readTask(String name, String json) {
    return readTask(name, json, null);
  }

  /** As {@link #readTask(String, String)}, checking also that its connections are among these. */
  public TaskSpec readTask(String name, String json, @Nullable Set<String> connectionNames) {
    Problems problems = new Problems(null);
    Item root = JsonTree.read(json, problems);
    TaskSpec task = root == null ? null : new TaskReader(problems).read(name, 1, root);
    if (task != null && connectionNames != null) {
      checkConnections(task, connectionNames, problems);
    }
    problems.throwIfErrors("task '" + Shown.of(name) + "'");
    return read(task);
  }

  private static void checkConnections(TaskSpec task, Set<String> names, Problems problems) {
    List<String> used = new ArrayList<>();
    used.add(task.source().connection());
    task.deliver().forEach(deliver -> used.add(deliver.connection()));
    for (String name : used) {
      if (!name.isEmpty() && !names.contains(name)) {
        problems.error(
            1, "", "there is no connection '" + Shown.of(name) + "'; " + Nearest.hint(name, names));
      }
    }
  }

  /** Reads back what {@link TaskSpec#definition()} gave. */
  public TaskSpec fromDefinition(String name, String definitionJson) {
    Problems problems = new Problems(null);
    Item root = JsonTree.read(definitionJson, problems);
    TaskSpec task = root == null ? null : new TaskReader(problems).readNamed(name, root);
    problems.throwIfErrors("task '" + Shown.of(name) + "'");
    return read(task);
  }

  /**
   * Reads a connection posted as JSON; relative paths start at the folder given. Throws
   * INVALID_REQUEST with every problem in {@code details.problems}, never with a secret.
   */
  public ConnectionSpec readConnection(String name, String json, Path folder) {
    Problems problems = new Problems(null);
    Item root = JsonTree.read(json, problems);
    ConnectionSpec connection =
        root == null
            ? null
            : new ConnectionReader(connectors, SecretSource.system(), folder, problems)
                .read(name, 1, root);
    problems.throwIfErrors("connection '" + Shown.of(name) + "'");
    return read(connection);
  }

  private static <T> T read(@Nullable T definition) {
    if (definition == null) {
      throw new IllegalStateException("nothing was read and no problem was found");
    }
    return definition;
  }
}
