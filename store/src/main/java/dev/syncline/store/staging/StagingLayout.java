package dev.syncline.store.staging;

import dev.syncline.store.database.Database;

/** The columns of staging tables that more than one writer fills. */
public enum StagingLayout {
  CANDIDATES(
      """
      (seq int not null, state "char" not null, external_id text, record_id uuid, hash uuid,
       modified_at timestamptz, data jsonb, keys uuid[], place text, code text, message text,
       payload text, digest uuid)
      """),
  FURTHER(
      """
      (seq int not null, derived boolean not null, entity text not null, type text not null,
       external_id text not null, record_id uuid, hash uuid, data jsonb)
      """);

  private final String columns;

  StagingLayout(String columns) {
    this.columns = columns;
  }

  String columns() {
    return columns;
  }

  /** Makes an empty table in place of the one of that name, within the current transaction. */
  public void create(Database database, String table) {
    String name = StagingTables.checked(table);
    database.sql().sql("drop table if exists " + name).update();
    database.sql().sql("create unlogged table " + name + " " + columns).update();
  }
}
