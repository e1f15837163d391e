package dev.syncline.store.duplicate;

import dev.syncline.store.database.Database;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** What was learnt of the records of each entity. */
@Repository
public class MatchModels {
  private final Database database;

  public MatchModels(Database database) {
    this.database = database;
  }

  /**
   * A model.
   *
   * @param json as the matching wrote it
   * @param trainedOn how many records it was learnt from
   */
  public record LearntModel(String json, long trainedOn) {}

  /** Within the tenant's transaction. */
  public Optional<LearntModel> find(String tenant, String entity, String preset) {
    return database
        .sql()
        .sql(
            """
            select model, trained_on from match_model
            where tenant = :tenant and entity = :entity and preset = :preset
            """)
        .param("tenant", tenant)
        .param("entity", entity)
        .param("preset", preset)
        .query((row, n) -> new LearntModel(row.getString(1), row.getLong(2)))
        .optional();
  }

  /** Within the tenant's transaction. */
  public void save(String tenant, String entity, String preset, LearntModel model) {
    database
        .sql()
        .sql(
            """
            insert into match_model (tenant, entity, preset, model, trained_on)
            values (:tenant, :entity, :preset, cast(:model as json), :trained_on)
            on conflict (tenant, entity, preset) do update set model = excluded.model,
              trained_on = excluded.trained_on, learnt_at = now()
            """)
        .param("tenant", tenant)
        .param("entity", entity)
        .param("preset", preset)
        .param("model", model.json())
        .param("trained_on", model.trainedOn())
        .update();
  }
}
