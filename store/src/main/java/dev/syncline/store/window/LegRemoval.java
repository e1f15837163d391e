package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * What one system of a two-way task has no longer. A record that is as that system last had it is
 * deleted everywhere; one that changed since is in conflict with the deletion.
 */
@Repository
public class LegRemoval {
  private final Database database;
  private final Removal removal;

  LegRemoval(Database database, Removal removal) {
    this.database = database;
    this.removal = removal;
  }

  /** Who is right where a record was deleted in one system and edited in another. */
  public enum Verdict {
    /** The deletion. */
    GONE,
    /** The edit: the row is made again. */
    KEPT,
    /** A person decides; nothing is written until then. */
    OPEN
  }

  /**
   * How edits elsewhere stand against what a system deleted.
   *
   * @param fields the record's fields that the system is written from; null for all
   * @param strategy the word of the strategy that gave the verdict
   */
  public record AgainstEdits(@Nullable Set<String> fields, Verdict verdict, String strategy) {}

  /**
   * Removes rows that the system has lost.
   *
   * @param targets all systems of the task
   */
  public Committed remove(
      WindowOrigin origin,
      List<String> missing,
      List<TargetResource> targets,
      Further further,
      AgainstEdits against) {
    Set<String> fields = against.fields();
    Verdict verdict = against.verdict();
    String strategy = against.strategy();
    TargetResource own = new TargetResource(origin.connection(), origin.resource());
    return database.inTenant(
        origin.tenant(),
        () -> {
          EntityLocks.take(database, origin, further);
          List<String> standing = standing(origin, missing);
          List<String> edited = edited(origin, standing, fields);
          List<String> gone = new ArrayList<>(standing);
          long made = 0;
          if (!edited.isEmpty()) {
            note(origin, edited, fields, verdict, strategy);
            if (verdict != Verdict.GONE) {
              gone.removeAll(edited);
            }
            made = verdict == Verdict.KEPT ? makeAgain(origin, edited, own) : 0;
          }
          List<TargetResource> others = targets.stream().filter(t -> !t.equals(own)).toList();
          Committed removed = removal.removeOfLeg(origin, gone, others, further);
          if (verdict == Verdict.GONE) {
            attribute(origin, edited, strategy);
          }
          promote(origin);
          settle(origin);
          return new Committed(removed.counts(), removed.outbox() + made);
        });
  }

  /** Those that are not about to be made again, by a decision that nobody carried out yet. */
  private List<String> standing(WindowOrigin origin, List<String> missing) {
    return bind(
            """
            select i.external_id from id_map i
            where %s and i.external_id = any(:keys) and i.hash <> '%s'
            """
                .formatted(Tombstones.LIVE, LegMeetings.AGAIN),
            origin,
            missing)
        .query(String.class)
        .list();
  }

  /** What the record holds otherwise than it did when the system was last in step. */
  private static String changed() {
    return """
        jsonb_object_keys(r.data || coalesce(i.record_base, i.base, r.data)) as k(field)
          where (cast(:fields as text[]) is null or k.field = any(:fields))
            and nullif(r.data -> k.field, 'null') is distinct from
              nullif(coalesce(i.record_base, i.base, r.data) -> k.field, 'null')
        """;
  }

  private List<String> edited(
      WindowOrigin origin, List<String> missing, @Nullable Collection<String> fields) {
    return bind(
            """
            select i.external_id from id_map i join record r on r.tenant = i.tenant
              and r.entity = i.entity and r.record_id = i.record_id and r.deleted_at is null
            where %s and i.external_id = any(:keys) and i.is_primary and %s
              and exists (select from %s)
            """
                .formatted(Tombstones.LIVE, Tombstones.LAST_OF_LEG, changed()),
            origin,
            missing)
        .param("fields", names(fields), java.sql.Types.ARRAY)
        .query(String.class)
        .list();
  }

  /** The deletion shows as null in every field that the record changed. */
  private void note(
      WindowOrigin origin,
      List<String> edited,
      @Nullable Collection<String> fields,
      Verdict verdict,
      String strategy) {
    bind(
            """
            insert into conflict as o (tenant, entity, task, record_id, leg, connection, resource,
              external_id, kind, strategy, status, fields, sync_id, resolved_by, resolved_at)
            select :tenant, :entity, :task, i.record_id, :leg, :connection, :resource,
              i.external_id, 'delete', :strategy,
              case when :chosen is null then 'open' else 'resolved' end,
              (select jsonb_agg(jsonb_build_object('field', k.field,
                  'base', coalesce(i.base, r.data) -> k.field, 'record', r.data -> k.field,
                  'incoming', null, 'chosen', :chosen, 'strategy', :strategy,
                  'value', case when :chosen = 'record' then r.data -> k.field end)
                order by k.field) from %2$s),
              :run, case when :chosen is not null then 'strategy ' || :strategy end,
              case when :chosen is not null then now() end
            from id_map i join record r on r.tenant = i.tenant and r.entity = i.entity
              and r.record_id = i.record_id
            where %1$s and i.external_id = any(:keys)
            on conflict (tenant, entity, connection, resource, external_id, kind)
              where status = 'open'
            do update set fields = excluded.fields, sync_id = excluded.sync_id, updated_at = now()
            """
                .formatted(Tombstones.LIVE, changed()),
            origin,
            edited)
        .param("fields", names(fields), java.sql.Types.ARRAY)
        .param("strategy", strategy)
        .param("chosen", chosen(verdict), java.sql.Types.VARCHAR)
        .update();
    if (verdict == Verdict.OPEN) {
      // Should the row come back, the next read looks at it whatever it shows.
      bind(
              "update id_map i set hash = '%s' where %s and i.external_id = any(:keys)"
                  .formatted(LegMeetings.WAITING, Tombstones.LIVE),
              origin,
              edited)
          .update();
    }
  }

  /** Names the strategy by which edited records were deleted. */
  private void attribute(WindowOrigin origin, List<String> edited, String strategy) {
    bind(
            """
            update record_history h set decided_by = 'strategy ' || :strategy from id_map i
            where i.tenant = :tenant and i.entity = :entity and i.connection = :connection
              and i.resource = :resource and i.external_id = any(:keys)
              and h.tenant = i.tenant and h.entity = i.entity and h.record_id = i.record_id
              and h.sync_id = :run and h.operation = 'delete'
            """,
            origin,
            edited)
        .param("strategy", strategy)
        .update();
  }

  static @Nullable String chosen(Verdict verdict) {
    return switch (verdict) {
      case GONE -> "incoming";
      case KEPT -> "record";
      case OPEN -> null;
    };
  }

  private long makeAgain(WindowOrigin origin, List<String> edited, TargetResource own) {
    long waiting =
        bind(
                """
                insert into outbox (tenant, connection, resource, task, entity, record_id,
                  record_version, operation, sync_id)
                select :tenant, :target, :target_resource, :task, :entity, r.record_id, r.version,
                  'upsert', :run
                from id_map i join record r on r.tenant = i.tenant and r.entity = i.entity
                  and r.record_id = i.record_id
                where %s and i.external_id = any(:keys)
                """
                    .formatted(Tombstones.LIVE),
                origin,
                edited)
            .param("target", own.connection())
            .param("target_resource", own.resource())
            .update();
    bind(
            """
            update id_map i set hash = '%s', base = '{}', record_base = null, sent = null,
              replaced = null, flips = 0
            where %s and i.external_id = any(:keys)
            """
                .formatted(LegMeetings.AGAIN, Tombstones.LIVE),
            origin,
            edited)
        .update();
    return waiting;
  }

  /** Nobody is asked any longer about a record that is gone, or about a row that is. */
  private void settle(WindowOrigin origin) {
    bind(
            """
            update conflict o set status = 'resolved', resolved_by = 'agreement',
              resolved_at = now(), updated_at = now()
            where o.tenant = :tenant and o.entity = :entity and o.status = 'open'
              and (exists (select from record r where r.tenant = o.tenant
                  and r.entity = o.entity and r.record_id = o.record_id
                  and r.deleted_at is not null)
                or not exists (select from id_map i where i.tenant = o.tenant
                  and i.entity = o.entity and i.connection = o.connection
                  and i.resource = o.resource and i.external_id = o.external_id))
            """,
            origin,
            List.of())
        .update();
  }

  /** A record that lost the row it is written back to, and has another, is written to that one. */
  private void promote(WindowOrigin origin) {
    bind(
            """
            update id_map i set is_primary = true
            where %s and not i.is_primary and not exists (select from id_map o
                where o.tenant = i.tenant and o.entity = i.entity and o.record_id = i.record_id
                  and o.connection = i.connection and o.resource = i.resource
                  and (o.is_primary or o.external_id < i.external_id))
            """
                .formatted(Tombstones.LIVE),
            origin,
            List.of())
        .update();
  }

  static String @Nullable [] names(@Nullable Collection<String> fields) {
    return fields == null ? null : new TreeSet<>(fields).toArray(String[]::new);
  }

  private StatementSpec bind(String sql, WindowOrigin origin, List<String> keys) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .param("task", origin.task())
        .param("leg", origin.leg())
        .param("run", origin.syncId(), java.sql.Types.OTHER)
        .param("keys", keys.toArray(String[]::new));
  }
}
