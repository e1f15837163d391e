package dev.syncline.api.sync;

import dev.syncline.api.web.Params;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds runs by what stands in a path. */
@Component
public class RunFinder {
  private final Runs runs;

  RunFinder(Runs runs) {
    this.runs = runs;
  }

  /** The run of this sync_id or idempotency key, or NOT_FOUND. */
  public RunRow find(String tenant, String idOrKey) {
    Optional<RunRow> byId = Params.uuid(idOrKey).flatMap(id -> runs.find(tenant, id));
    return byId.or(() -> runs.findByKey(tenant, idOrKey))
        .orElseThrow(() -> Params.notFound("there is no run with this sync_id or idempotency key"));
  }
}
