package dev.syncline.bench.mapping;

import dev.syncline.activities.mapping.RecordMapping;
import dev.syncline.definitions.reading.SyncFileReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Orders as a shop's API gives them, and a task that maps them: every kind of rule once. */
final class Orders {
  private static final String TASK =
      """
      {"entity": "orders", "source": {"connection": "shop"}, "key": "id", "modified": "updated_at",
       "fields": {
         "first_name": {"from": "given_name", "apply": "trim"},
         "last_name": {"from": "surname", "apply": ["trim", "title_case"]},
         "full_name": {"template": "{given_name} {surname}"},
         "email": {"from": "email", "apply": "normalize_email"},
         "city": "address.city",
         "postcode": "address.postcode",
         "country": {"value": "AU"},
         "total": {"from": "total", "type": "decimal"},
         "status": {"from": "state", "type": "enum", "values": ["open", "paid", "cancelled"]},
         "tier": {"expression": "total > 100 ? 'gold' : 'none'"},
         "note": "note"},
       "required": ["last_name"]}
      """;
  private static final String[] STATES = {"open", "paid", "cancelled"};
  private static final String[] NAMES = {"ann", "BERG", "o'neill", "Müller", "van der berg"};

  private Orders() {}

  static RecordMapping mapping() {
    return RecordMapping.compile(
        new SyncFileReader().readTask("orders", TASK), List.of("id"), "updated_at");
  }

  /** The same orders at every time and place. */
  static byte[][] generate(int count) {
    Random random = new Random(20_260_101);
    byte[][] orders = new byte[count][];
    for (int i = 0; i < count; i++) {
      String given = NAMES[random.nextInt(NAMES.length)];
      String family = NAMES[random.nextInt(NAMES.length)];
      orders[i] =
          """
          {"id":"O%06d","given_name":" %s","surname":"%s ","email":"%s.%d@Example.com",\
          "address":{"street":"%d Long Street","city":"Hobart","postcode":"%d"},\
          "total":"%d.%02d","state":"%s","note":"Leave at the \\"back\\" door, please",\
          "updated_at":"2026-01-%02dT10:00:00Z","unused":{"a":[1,2,3],"b":"not mapped"}}"""
              .formatted(
                  i,
                  given,
                  family,
                  "Ann",
                  random.nextInt(10_000),
                  random.nextInt(400),
                  1000 + random.nextInt(8999),
                  random.nextInt(300),
                  1 + random.nextInt(99),
                  STATES[random.nextInt(STATES.length)],
                  1 + random.nextInt(28))
              .getBytes(StandardCharsets.UTF_8);
    }
    return orders;
  }
}
