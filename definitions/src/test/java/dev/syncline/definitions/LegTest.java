package dev.syncline.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.reading.SyncFileReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegTest {
  private static final String FIELDS =
      """
      'fields': {'first_name': 'given_name', 'city': 'address.city',
        'full_name': {'template': '{given_name} {surname}'},
        'status': {'from': 'state', 'type': 'enum', 'values': ['open'], 'map': {'o': 'open'}},
        'born': {'from': 'dob', 'type': 'date', 'format': 'yyyyMMdd'},
        'changed': 'updated_at'}
      """;

  private static TaskSpec task(String more) {
    String json =
        "{'entity': 'people', 'source': {'connection': 'crm', 'resource': 'p'}, 'key': 'id',"
            + "'modified': 'updated_at',"
            + FIELDS
            + more
            + "}";
    return new SyncFileReader(new Connectors(List.of())).readTask("t", json.replace('\'', '"'));
  }

  private static final String TWO_WAY =
      """
      , 'direction': 'two_way', 'required': ['first_name', 'city'],
      'write_fields': {'surname': {'template': '{full_name}'}},
      'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',
        'fields': {'DisplayName': 'full_name', 'Born': 'born', 'State': 'status'},
        'read_fields': {'full_name': {'from': 'DisplayName', 'apply': 'trim'}}}]
      """;

  @Test
  void aOneWayTaskHasItsSourceAlone() {
    assertThat(Leg.of(task(", 'deliver': [{'connection': 'b', 'resource': 'r'}]"))).hasSize(1);
  }

  @Test
  void plainCopiesOfTheSourceAreWrittenBackAndOthersAreNot() {
    Leg source = Leg.of(task(TWO_WAY)).get(0);

    assertThat(source.writes())
        .extracting(f -> f.name() + " ← " + f.origin())
        .containsExactly(
            "given_name ← Copy[from=first_name]",
            "address.city ← Copy[from=city]",
            "dob ← Copy[from=born]",
            "surname ← Template[text={full_name}]");
    assertThat(source.writtenFields())
        .containsExactlyInAnyOrder("first_name", "city", "born", "full_name");
  }

  @Test
  void aDeliveryIsReadTheOtherWayRoundWithTheTypesOfTheRecordsFields() {
    Leg books = Leg.of(task(TWO_WAY)).get(1);

    assertThat(books.source().connection()).isEqualTo("books");
    assertThat(books.key()).containsExactly("Id");
    assertThat(books.reads())
        .extracting(f -> f.name() + " ← " + f.origin() + " " + f.type() + f.options().keySet())
        .containsExactly(
            "full_name ← Copy[from=DisplayName] null[]",
            "born ← Copy[from=Born] date[]",
            "status ← Copy[from=State] enum[values]");
    assertThat(books.writtenFields()).containsExactlyInAnyOrder("full_name", "born", "status");
  }

  @Test
  void aLegRequiresOnlyWhatItHas() {
    TaskSpec task = task(TWO_WAY);

    assertThat(Leg.of(task).get(1).view(task).required()).isEmpty();
    assertThat(Leg.of(task).get(0).view(task).required()).containsExactly("first_name", "city");
  }
}
