package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.database.Range;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import dev.syncline.store.duplicate.Duplicates;
import dev.syncline.store.duplicate.Merging;
import dev.syncline.store.duplicate.Unmerging;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever is merged by hand comes apart as it was, and a merge that breaks off never was. */
abstract class MergedPeople {
  static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
       'modified': 'changed', 'fields': {'name': 'name', 'email': 'email', 'city': 'city', 'friend_id': 'friend'},
       'references': {'friend': {'entity': 'people', 'external_id': 'friend_id'}},
       'dedupe': {'match': [{'exact': ['email']}]}}
      """;

  static final int PEOPLE_THERE = 5;

  final Duplicates duplicates = TestEngine.SHARED.get(Duplicates.class);

  final Merging merging = TestEngine.SHARED.get(Merging.class);

  final Unmerging unmerging = TestEngine.SHARED.get(Unmerging.class);

  Pipeline pipeline = new Pipeline();

  /** Values by person; an empty text where there is none. */
  record Values(
      List<String> names, List<String> cities, List<Integer> friends, List<Integer> days) {}

  /** A merge of two of the records that stand: by their places among them. */
  record Pick(int left, int right) {}

  @BeforeTry
  void aTenantOfItsOwn() {
    pipeline = new Pipeline();
  }

  @Provide
  Arbitrary<Values> values() {
    return Combinators.combine(
            Arbitraries.of("Ann", "Anne", "", "Bo").list().ofSize(PEOPLE_THERE),
            Arbitraries.of("Leeds", "York", "").list().ofSize(PEOPLE_THERE),
            Arbitraries.integers().between(0, PEOPLE_THERE).list().ofSize(PEOPLE_THERE),
            Arbitraries.integers().between(1, 28).list().ofSize(PEOPLE_THERE))
        .as(Values::new);
  }

  @Provide
  Arbitrary<List<Integer>> order() {
    return Arbitraries.shuffle(0, 1, 2, 3);
  }

  void load(Values values) {
    pipeline.connect("crm");
    pipeline.connect("shop");
    pipeline.task("people", PEOPLE);
    pipeline.task("customers", PEOPLE.replace("crm", "shop"));
    sync(values);
  }

  /** The first three are the crm's, the others and what is further there the shop's. */
  void sync(Values values, String... further) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < PEOPLE_THERE; i++) {
      rows.add(row(values, i, "" + i, i == 0 ? "" : "p" + i + "@x", values.friends.get(i) + ""));
    }
    pipeline.connect("crm").rows(rows.subList(0, 3).toArray(String[]::new));
    List<String> shop = new ArrayList<>(rows.subList(3, PEOPLE_THERE));
    shop.addAll(List.of(further));
    pipeline.connect("shop").rows(shop.toArray(String[]::new));
    pipeline.full("people");
    pipeline.full("customers");
  }

  static String row(Values values, int i, String id, String email, String friend) {
    return MemorySystem.row(
        id,
        values.names.get(i),
        "email",
        email,
        "city",
        values.cities.get(i),
        "friend",
        friend.equals("" + PEOPLE_THERE) ? "" : friend,
        "changed",
        "2026-01-%02dT00:00:00Z".formatted(values.days.get(i)));
  }

  /** Each record's id, by the number of the row that made it. */
  Map<String, String> people() {
    Map<String, String> people = new TreeMap<>();
    pipeline
        .sql(
            "select external_id, record_id::text as id from syncline.id_map where tenant = ?",
            pipeline.tenant)
        .forEach(row -> people.put((String) row.get("external_id"), (String) row.get("id")));
    return people;
  }

  /** What stands, with the numbers of people in place of their records' ids. */
  List<String> state(Map<String, String> people) {
    Map<String, String> numbers = new HashMap<>();
    people.forEach((number, id) -> numbers.put(id, number));
    return state().stream()
        .map(row -> row.get("kind") + " " + numbers.get(row.get("id")) + " " + row.get("value"))
        .sorted()
        .toList();
  }

  List<Map<String, Object>> state() {
    return pipeline.sql(
        """
        select 'r' as kind, record_id::text as id, data::text || modified_at as value
        from syncline.record where tenant = ? and deleted_at is null
        union all select 'i', i.record_id::text, i.connection || i.external_id || i.is_primary
          || i.is_source || coalesce(i.base, r.data)
        from syncline.id_map i join syncline.record r using (tenant, entity, record_id)
        where i.tenant = ?
        union all select 'k', record_id::text, key::text from syncline.match_key where tenant = ?
        union all select 'l', i.record_id::text, l.external_id || l.type || l.to_external_id
        from syncline.record_link l left join syncline.id_map i on i.tenant = l.tenant
          and i.entity = l.to_entity and i.external_id = l.to_external_id
        where l.tenant = ?
        order by 1, 2, 3
        """,
        pipeline.tenant,
        pipeline.tenant,
        pipeline.tenant,
        pipeline.tenant);
  }

  List<String> ids() {
    return pipeline
        .engine
        .owner()
        .sql(
            "select record_id::text from syncline.record where tenant = ? and deleted_at is null"
                + " order by 1")
        .param(pipeline.tenant)
        .query(String.class)
        .list();
  }

  DuplicateRow proposed(String left, String right) {
    pipeline
        .engine
        .owner()
        .sql(
            """
            insert into syncline.duplicate (tenant, entity, status, automatic, score, left_id,
              right_id, survivorship, reasons, sync_id)
            select ?, 'people', 'open', false, 0.7, ?::uuid, ?::uuid, 'merge_fields', '[]',
              created_by from syncline.record where tenant = ? and record_id = ?::uuid
            """)
        .params(pipeline.tenant, left, right, pipeline.tenant, left)
        .update();
    return duplicates
        .list(pipeline.tenant, "people", DuplicateStatus.OPEN, new Range(1, 0))
        .items()
        .get(0);
  }

  DuplicateRow merge(String left, String right) {
    DuplicateRow pair = proposed(left, right);
    merging.merge(pipeline.tenant, pair, "ann");
    return pair;
  }

  DuplicateRow merge(Pick pick) {
    List<String> ids = ids();
    int left = pick.left % ids.size();
    int right = (left + 1 + pick.right % (ids.size() - 1)) % ids.size();
    DuplicateRow pair = merge(ids.get(left), ids.get(right));
    assertThat(ids()).hasSize(ids.size() - 1);
    return pair;
  }
}
