package dev.syncline.store.duplicate;

import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/**
 * Takes a merged pair apart, in one transaction, whatever was merged into its record before and
 * since, and if that record went into a third: both are what they would be had the pair never been
 * merged, see {@link Apart}.
 */
@Repository
public class Unmerging {
  private final Database database;

  public Unmerging(Database database) {
    this.database = database;
  }

  /**
   * Returns the connections that now have something to deliver.
   *
   * @param by who decided
   * @throws SynclineException CONFLICT where the pair is not merged, or its record is gone
   */
  public List<String> unmerge(String tenant, DuplicateRow pair, String by) {
    return database.inTenant(
        tenant,
        () -> {
          PairSql sql = PairSql.locked(database, tenant, pair, DuplicateStatus.MERGED);
          Merges merges = new Merges(sql);
          Merge merge = merges.own();
          boolean written = twoWay(sql);
          Apart apart =
              new Apart(merges.before(merge), merge.gone(), merge.survivorship(), written);
          PairSql held = sql.heldBy(follow(merges, merge, apart));
          held.require(1, "the merged record was deleted: there is nothing to take apart");
          held.statement(
                  """
                  update duplicate set status = 'unmerged', updated_at = now(), decided_by = :by
                  where tenant = :tenant and id = :pair
                  """)
              .param("by", by)
              .update();
          SnapshotWrites restored = new SnapshotWrites(held);
          restored.fillBases();
          apart.later(Snapshots.of(held, held.left()));
          if (written) {
            new MergedValues(held).of(apart);
          }
          restored.write(apart);
          CarriedPairs.giveBack(held);
          return PairDeliveries.enqueue(held);
        });
  }

  /** Whether the rows of a record were written what a merge made of it. */
  private static boolean twoWay(PairSql sql) {
    return sql.statement(
            """
            select exists (select from task where tenant = :tenant and entity = :entity
              and definition ->> 'direction' = 'two_way')
            """)
        .query(Boolean.class)
        .single();
  }

  /** Tells of the merges that followed, and corrects their memory; the record that holds both. */
  private static UUID follow(Merges merges, Merge merge, Apart apart) {
    UUID holder = merge.left();
    long no = merge.no();
    while (true) {
      UUID from = holder;
      for (Merge next : merges.after(holder, no)) {
        no = next.no();
        if (next.left().equals(holder)) {
          if (next.before() != null) {
            apart.later(next.before());
          }
          merges.rewrite(next, true, apart.stays());
          apart.took(next.gone(), next.survivorship());
          continue;
        }
        apart.later(next.gone());
        merges.rewrite(next, false, apart.stays());
        apart.wentInto(merges.before(next), next.survivorship());
        holder = next.left();
        break;
      }
      if (holder.equals(from)) {
        return holder;
      }
    }
  }
}
