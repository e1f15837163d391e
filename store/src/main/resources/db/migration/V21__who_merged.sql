-- Strategies are named like people where they decided, and merges by hand name who merged.

comment on column conflict.strategy is
  'the strategies of its fields, where they differ separated by commas';
comment on column conflict.resolved_by is
  '"strategy" and its word, agreement, or the person who decided';
comment on column record_history.decided_by is
  'the person who changed it, by the name of their API key, or "strategy" and its word where both sides had changed it; null where nothing was to be decided';

alter table duplicate add column decided_by text;
comment on column duplicate.decided_by is
  'the person who merged, dismissed or unmerged the pair last; null where a run merged it by its score';
