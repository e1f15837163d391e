package dev.syncline.api.conflicts;

import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.store.database.Range;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import dev.syncline.store.twoway.Conflicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds conflicts by what stands in a request, and shows them. */
@Component
public class ConflictViews {
  private final Conflicts conflicts;

  ConflictViews(Conflicts conflicts) {
    this.conflicts = conflicts;
  }

  /**
   * The newest first.
   *
   * @param entity only of this one, or null
   * @param status open or resolved; null for both
   */
  public Listing<ConflictView> list(
      String tenant, @Nullable String entity, @Nullable String status, Range range) {
    String named = Params.name("entity", entity);
    ConflictStatus wanted = Params.word("status", ConflictStatus.class, status);
    return Listing.of(conflicts.list(tenant, named, wanted, range).map(ConflictView::of), range);
  }

  /** The conflict with this id, or NOT_FOUND. */
  public ConflictRow find(String tenant, String id) {
    return conflicts
        .find(tenant, Params.idInPath("conflict", id))
        .orElseThrow(() -> Params.notFound("there is no conflict with this id"));
  }

  /** The conflict with this id as it is now, or NOT_FOUND. */
  public ConflictView show(String tenant, String id) {
    return ConflictView.of(find(tenant, id));
  }
}
