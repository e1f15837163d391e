package dev.syncline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.reading.ParsedSyncFile;
import dev.syncline.definitions.reading.SecretSource;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.standalone.application.ReadFile;
import dev.syncline.standalone.console.Captured;
import dev.syncline.standalone.key.ApiKeys;
import dev.syncline.standalone.key.KeyRing;
import dev.syncline.standalone.platform.DatabaseLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What check says of deliveries whose creations cannot be sent again. */
class DoubtfulDeliveriesTest {
  private static final String INVOICES =
      "resource: Invoice, key: Id, fields: { Name: name, No: number }";

  @TempDir private Path folder;
  private final Captured captured = new Captured(false);

  @Test
  void aCreationWithoutKeyOrLookupIsNamedWithItsLineAndWhatToDeclare() throws IOException {
    check("create: { path: /invoices }", INVOICES);

    assertThat(captured.err())
        .contains("sync.yaml:14: tasks.people.deliver[0]: ", "(UNKNOWN)", "(warning)")
        .contains("resources.Invoice.create.idempotency_header", "resources.Invoice.find");
  }

  @Test
  void aKeyALookupOrAnIdOfOursIsEnough() throws IOException {
    check("create: { path: /invoices, idempotency_header: Idempotency-Key }", INVOICES);
    check(
        "find: { path: /invoices, params: { q: '{No}' } }, create: { path: /invoices }", INVOICES);
    check("create: { method: PUT, path: /invoices }", INVOICES);
    check("update: { path: '/invoices/{id}' }", INVOICES);

    assertThat(captured.err()).isEmpty();
  }

  @Test
  void aLookupByAFieldThatIsNotWrittenFindsNothing() throws IOException {
    check(
        "find: { path: /invoices, params: { q: '{Number}' } }, create: { path: /invoices }",
        INVOICES);

    assertThat(captured.err()).contains("resources.Invoice.find asks for [Number]");
  }

  @Test
  void aTableThatAssignsItsKeyWantsAMatch() throws IOException {
    String rows = "{ connection: warehouse, resource: t, key: id, fields: { name: name }";
    check("", rows + " }");
    assertThat(captured.err()).contains("the table assigns the key [id]", "name in match");

    String before = captured.err();
    check("", rows + ", match: { no: number } }");
    check("", "{ connection: warehouse, resource: t, key: number }");
    assertThat(captured.err()).isEqualTo(before);
  }

  @Test
  void aResourceThatDescribesNoWritingIsSaidToo() throws IOException {
    check("path: /invoices", INVOICES);

    assertThat(captured.err()).contains("describe create, update or delete");
  }

  private void check(String calls, String delivery) throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name,number\n1,Ann,7\n");
    String to = delivery.startsWith("{") ? delivery : "{ connection: books, " + delivery + " }";
    Path path =
        Files.writeString(
            folder.resolve("sync.yaml"),
            """
            version: 1
            connections:
              crm: { connector: csv, settings: { path: people.csv } }
              books: { connector: http, settings: { base_url: "http://127.0.0.1:1", resources: { Invoice: { %s } } } }
              warehouse: { connector: postgres, settings: { url: "jdbc:postgresql://127.0.0.1:1/x" }, credentials: { username: u } }
            tasks:
              people:
                entity: customers
                source: { connection: crm }
                key: id
                fields:
                  name: name
                  number: number
                deliver: [%s]
            """
                .formatted(calls, to));
    ParsedSyncFile parsed = new SyncFileReader().read(path, SecretSource.system());
    assertThat(parsed.problems()).filteredOn(problem -> !problem.warning()).isEmpty();
    Surroundings surroundings =
        new Surroundings(
            captured.terminal(),
            Map.of("SYNCLINE_DATA", folder.toString()),
            Clock.systemUTC(),
            file -> new ReadFile(parsed.file(), List.of(), parsed.lines()),
            new FakeApplication(),
            new NoKeys());
    assertThat(CommandTree.execute(surroundings, "check", path.toString())).isEqualTo(2);
  }

  private record NoKeys() implements KeyRing {
    @Override
    public <T> T with(DatabaseLogin login, Function<ApiKeys, T> work) {
      throw new AssertionError("check asks for no keys");
    }
  }
}
