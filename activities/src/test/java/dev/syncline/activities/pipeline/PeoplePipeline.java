package dev.syncline.activities.pipeline;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import java.util.UUID;

/** Whole runs: real engine, real workers, real PostgreSQL, and a source in memory. */
abstract class PeoplePipeline {
  static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id', 'modified': 'updated_at',
       'fields': {'name': 'name', 'email': 'email'},
       'retry': {'max_attempts': 3, 'initial': '10ms', 'multiplier': 1, 'max': '10ms'}}
      """;

  final Pipeline pipeline = new Pipeline();

  final MemorySystem crm = pipeline.connect("crm");

  static Counts counts(long fetched, long created, long updated, long unchanged) {
    return new Counts(fetched, created, updated, unchanged, 0, 0, 0, 0, 0);
  }

  static String task(String more) {
    return PEOPLE.strip().replaceAll("}$", ", " + more + "}");
  }

  static SynclineException unavailable() {
    return SynclineException.of(Category.UNAVAILABLE, "connection reset");
  }

  UUID failure(String payload) {
    return (UUID)
        pipeline
            .sql(
                "select id from syncline.failure where tenant = ? and payload like ?",
                pipeline.tenant,
                payload)
            .get(0)
            .get("id");
  }

  RunRow retry(UUID... failures) {
    return pipeline.await(
        pipeline.start(
            "people",
            SyncMode.FULL,
            false,
            new RunRequest(List.of(), null, null, List.of(), List.of(failures))));
  }

  static final String DELIVERED =
      """
      'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',
        'fields': {'Name': 'name', 'Mail': 'email'}}]
      """;
}
