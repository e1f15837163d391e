package dev.syncline.api.system;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells whether the system can work. */
@RestController
@RequestMapping("/api/system")
@Tag(name = "system", description = "The health of the system")
class SystemController {
  private final Reachability reachability;
  private final String version = Version.current();

  SystemController(Reachability reachability) {
    this.reachability = reachability;
  }

  /**
   * @param status healthy or unhealthy
   * @param database connected or disconnected
   * @param engine connected or disconnected
   */
  record Health(String status, String database, String engine, String version) {}

  @GetMapping("/health")
  @Operation(summary = "Whether the database and the workflow engine answer")
  @ApiResponse(responseCode = "200", description = "Both answer")
  @ApiResponse(
      responseCode = "503",
      description = "One of them does not",
      content = @Content(schema = @Schema(implementation = Health.class)))
  ResponseEntity<Health> getHealth() {
    reachability.begin();
    boolean engine = reachability.engine();
    boolean database = reachability.database();
    boolean healthy = database && engine;
    return ResponseEntity.status(healthy ? 200 : 503)
        .body(new Health(healthy ? "healthy" : "unhealthy", word(database), word(engine), version));
  }

  private static String word(boolean connected) {
    return connected ? "connected" : "disconnected";
  }
}
