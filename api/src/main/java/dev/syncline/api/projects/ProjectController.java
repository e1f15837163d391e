package dev.syncline.api.projects;

import dev.syncline.api.connections.PostedPaths;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.project.ProjectRegister;
import dev.syncline.control.project.ProjectSync;
import dev.syncline.domain.Names;
import dev.syncline.store.database.Range;
import dev.syncline.store.project.DocumentRow;
import dev.syncline.store.project.Documents;
import dev.syncline.store.project.ProjectRow;
import dev.syncline.store.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Directories of documents, each synced as a whole. */
@RestController
@RequestMapping("/api/projects")
@Tag(name = "projects", description = "Directories of documents")
class ProjectController {
  private static final String HOME = "/api/v1/projects/";

  private final Projects projects;
  private final Documents documents;
  private final ProjectRegister register;
  private final ProjectSync sync;
  private final PostedPaths paths;

  ProjectController(
      Projects projects,
      Documents documents,
      ProjectRegister register,
      ProjectSync sync,
      PostedPaths paths) {
    this.projects = projects;
    this.documents = documents;
    this.register = register;
    this.sync = sync;
    this.paths = paths;
  }

  @GetMapping
  @Operation(summary = "List projects")
  Listing<ProjectView> listProjects(Tenant tenant, Range range) {
    return Listing.of(projects.list(tenant.id(), range).map(ProjectView::of), range);
  }

  @PostMapping
  @Operation(summary = "Create a project")
  @ApiResponse(responseCode = "201", description = "It is there, not synced yet")
  ResponseEntity<ProjectView> createProject(Tenant tenant, @RequestBody ProjectBody body) {
    String name = required("name", body.name());
    String path = paths.require("path", required("path", body.path()));
    String slug = body.slug() == null ? Slugs.of(name) : Names.requireEntity(body.slug());
    register.create(tenant.id(), Names.require("slug", slug), name, path);
    return ResponseEntity.created(URI.create(HOME + slug)).body(ProjectView.of(find(tenant, slug)));
  }

  @GetMapping("/{slug}")
  @Operation(summary = "Show a project and how its last sync went")
  ProjectView getProject(Tenant tenant, @PathVariable String slug) {
    return ProjectView.of(find(tenant, slug));
  }

  @PutMapping("/{slug}")
  @Operation(summary = "Give a project another name or path")
  ProjectView updateProject(
      Tenant tenant, @PathVariable String slug, @RequestBody ProjectBody body) {
    ProjectRow now = find(tenant, slug);
    if (body.slug() != null && !body.slug().equals(slug)) {
      throw Params.invalid("the slug of a project does not change; create another project");
    }
    String name = body.name() == null ? now.name() : required("name", body.name());
    String path = body.path() == null ? now.path() : paths.require("path", body.path());
    register.update(tenant.id(), slug, name, path);
    return ProjectView.of(find(tenant, slug));
  }

  @DeleteMapping("/{slug}")
  @Operation(summary = "Remove a project and its documents")
  @ApiResponse(responseCode = "204", description = "It is gone")
  ResponseEntity<Void> deleteProject(Tenant tenant, @PathVariable String slug) {
    register.delete(tenant.id(), Names.require("slug", slug));
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/{slug}/documents")
  @Operation(summary = "List the documents of a project, by path")
  Listing<DocumentRow> listDocuments(Tenant tenant, @PathVariable String slug, Range range) {
    find(tenant, slug);
    return Listing.of(documents.list(tenant.id(), slug, range), range);
  }

  @PostMapping("/{slug}/sync")
  @Operation(summary = "Sync a project")
  @ApiResponse(responseCode = "202", description = "The sync has begun")
  ResponseEntity<SyncStarted> syncProject(Tenant tenant, @PathVariable String slug) {
    Optional<UUID> run = sync.start(tenant.id(), Names.require("slug", slug));
    return ResponseEntity.accepted()
        .location(URI.create(HOME + slug))
        .body(
            new SyncStarted(
                slug, "syncing", "the sync of '" + slug + "' has begun", run.orElse(null)));
  }

  private ProjectRow find(Tenant tenant, String slug) {
    return projects
        .find(tenant.id(), Names.require("slug", slug))
        .orElseThrow(() -> ProjectRegister.missing(slug));
  }

  private static String required(String what, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw Params.invalid(what + " must be given and not be blank");
    }
    return text.strip();
  }
}
