package dev.syncline.store.window;

import dev.syncline.domain.Counts;
import org.springframework.stereotype.Component;

/** Counts what became of a window's records. */
@Component
final class WindowCounts {

  /**
   * A row whose external id this run has written already is the second of its key: a duplicate,
   * whatever it does.
   */
  Counts count(WindowSql sql) {
    return sql.statement(
            """
            select count(*) as fetched,
              count(*) filter (where d.op = 'C') as created,
              count(*) filter (where d.op in ('F', 'R') and not d.touched) as updated,
              count(*) filter (where d.op in ('U', 'V') and not d.touched) as unchanged,
              count(*) filter (where c.state = 'D' or d.op in ('M', 'J')
                or (d.op in ('F', 'R', 'U', 'V') and d.touched)) as duplicate,
              count(*) filter (where c.state in ('X', 'O') or d.op = 'X') as filtered,
              count(*) filter (where c.state in ('F', 'B')) as failed
            from {c} c left join {d} d using (seq)
            """)
        .query(
            (row, n) ->
                new Counts(
                    row.getLong("fetched"),
                    row.getLong("created"),
                    row.getLong("updated"),
                    row.getLong("unchanged"),
                    row.getLong("duplicate"),
                    row.getLong("filtered"),
                    0,
                    row.getLong("failed"),
                    0))
        .single();
  }
}
