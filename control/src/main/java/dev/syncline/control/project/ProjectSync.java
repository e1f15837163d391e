package dev.syncline.control.project;

import dev.syncline.control.run.RunStarter;
import dev.syncline.control.run.StartRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.project.ProjectRow;
import dev.syncline.store.project.Projects;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Syncs projects: always the whole directory. */
@Component
public class ProjectSync {
  private final Projects projects;
  private final RunStarter starter;
  private final Clock clock;

  ProjectSync(Projects projects, RunStarter starter, Clock clock) {
    this.projects = projects;
    this.starter = starter;
    this.clock = clock;
  }

  /**
   * Starts a sync from whatever state, except while one is in progress. The error of the last one
   * is forgotten. A project that cannot be read, because its path is gone, has been synced and
   * failed: its status is error.
   *
   * @return the run, or nothing where it failed at once
   * @throws SynclineException NOT_FOUND, or CONFLICT with code SYNC_IN_PROGRESS
   */
  public Optional<UUID> start(String tenant, String slug) {
    ProjectRow project =
        projects.find(tenant, slug).orElseThrow(() -> ProjectRegister.missing(slug));
    projects.started(tenant, slug);
    try {
      StartRequest request =
          StartRequest.ofTask(tenant, ProjectRegister.ownName(slug), SyncMode.FULL);
      return Optional.of(starter.start(request).syncId());
    } catch (SynclineException e) {
      if (e.category() == Category.NOT_CONFIGURED) {
        projects.ended(tenant, slug, e.getMessage(), clock.instant());
        return Optional.empty();
      }
      if (!e.code().equals("SYNC_IN_PROGRESS")) {
        projects.notStarted(tenant, slug, project.syncError());
      }
      throw e;
    }
  }
}
