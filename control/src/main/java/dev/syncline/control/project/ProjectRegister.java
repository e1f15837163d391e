package dev.syncline.control.project;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.database.Database;
import dev.syncline.store.project.Documents;
import dev.syncline.store.project.ProjectRow;
import dev.syncline.store.project.Projects;
import dev.syncline.store.task.Tasks;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates, changes and removes projects together with the connection and the task that sync them.
 * Both carry a colon in their name, which no user's may have.
 */
@Component
public class ProjectRegister {
  private static final String MANAGED = "project";

  /** The mapping of a project never changes: every field is copied. */
  private static final String FINGERPRINT = "project";

  private final Database database;
  private final Projects projects;
  private final Documents documents;
  private final Connections connections;
  private final Tasks tasks;

  ProjectRegister(
      Database database,
      Projects projects,
      Documents documents,
      Connections connections,
      Tasks tasks) {
    this.database = database;
    this.projects = projects;
    this.documents = documents;
    this.connections = connections;
    this.tasks = tasks;
  }

  /** The name of a project's own connection and task. */
  public static String ownName(String slug) {
    return "project:" + slug;
  }

  /** Creates a project; CONFLICT with code SLUG_TAKEN where the slug or its entity is in use. */
  public void create(String tenant, String slug, String name, String path) {
    database.runInTenant(
        tenant,
        () -> {
          if (!tasks.ofEntity(tenant, slug).isEmpty()
              || !projects.create(tenant, slug, name, path)) {
            throw SynclineException.of(
                Category.CONFLICT,
                "SLUG_TAKEN",
                "the slug '" + slug + "' is in use by another project or as a task's entity");
          }
          define(tenant, slug, path);
        });
  }

  /** Gives a project another name and path. */
  public void update(String tenant, String slug, String name, String path) {
    database.runInTenant(
        tenant,
        () -> {
          if (!projects.update(tenant, slug, name, path)) {
            throw missing(slug);
          }
          define(tenant, slug, path);
        });
  }

  private void define(String tenant, String slug, String path) {
    JsonMapper json = JsonMapper.shared();
    String own = ownName(slug);
    ObjectNode settings = json.createObjectNode().put("path", path);
    connections.save(tenant, own, "markdown", true, settings.toString(), null, MANAGED);
    ObjectNode task = json.createObjectNode().put("entity", slug);
    task.putObject("source").put("connection", own);
    task.put("deletes", "propagate");
    task.putObject("gates").put("off", true);
    tasks.save(tenant, own, slug, own, 0, task.toString(), FINGERPRINT, MANAGED);
  }

  /** Removes a project with its documents; its runs stay in the history. */
  public void delete(String tenant, String slug) {
    database.runInTenant(
        tenant,
        () -> {
          ProjectRow project = projects.find(tenant, slug).orElseThrow(() -> missing(slug));
          if (project.syncing()) {
            throw SynclineException.of(
                Category.CONFLICT,
                "SYNC_IN_PROGRESS",
                "project '" + slug + "' is being synced; wait for it or cancel it");
          }
          documents.forget(tenant, slug, ownName(slug));
          tasks.delete(tenant, ownName(slug));
          connections.delete(tenant, ownName(slug));
          projects.delete(tenant, slug);
        });
  }

  /** The exception for a slug that no project has. */
  public static SynclineException missing(String slug) {
    return SynclineException.of(Category.NOT_FOUND, "there is no project '" + slug + "'");
  }
}
