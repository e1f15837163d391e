package dev.syncline.activities.pipeline;

import dev.syncline.store.database.Range;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import dev.syncline.store.duplicate.Duplicates;
import dev.syncline.store.duplicate.Merging;
import dev.syncline.store.duplicate.Unmerging;
import java.util.List;

/** Likely duplicates are merged or proposed, and every decision can be undone or is remembered. */
abstract class DuplicatePeople {
  static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
       'fields': {'first_name': 'first', 'last_name': 'last', 'birth_date': 'born',
                  'phone': 'phone', 'city': 'city'},
       'dedupe': {'preset': 'person'%s}}
      """;

  final Pipeline pipeline = new Pipeline();

  final MemorySystem crm = pipeline.connect("crm");

  final Duplicates duplicates = pipeline.engine.get(Duplicates.class);

  final Merging merging = pipeline.engine.get(Merging.class);

  final Unmerging unmerging = pipeline.engine.get(Unmerging.class);

  static String person(
      String id, String first, String last, String born, String phone, String city) {
    return "{\"id\":\"%s\",\"first\":\"%s\",\"last\":\"%s\",\"born\":\"%s\",\"phone\":\"%s\",\"city\":\"%s\"}"
        .formatted(id, first, last, born, phone, city);
  }

  void twoOfThree() {
    crm.rows(
        person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"),
        person("2", "Margret", "Thomson", "1961-04-17", "0161 496 0237", ""),
        person("3", "Oliver", "Okafor", "1988-11-02", "020 7946 0991", "Leeds"));
  }

  List<DuplicateRow> pairs(DuplicateStatus status) {
    return duplicates.list(pipeline.tenant, "people", status, new Range(50, 0)).items();
  }
}
