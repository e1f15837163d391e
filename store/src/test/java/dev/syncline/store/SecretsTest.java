package dev.syncline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import dev.syncline.store.notification.NotifySecrets;
import dev.syncline.store.secrets.SecretRotation;
import dev.syncline.store.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private final TestStore store = TestStore.shared();
  private final Connections connections = store.get(Connections.class);

  @TempDir Path folder;

  @Test
  void credentialsComeBackAsTheyWent() {
    String tenant = TestStore.newTenant();
    Map<String, String> credentials = Map.of("token", "s3cr3t-\u00fc\ud83d\udd11", "user", "ann");
    connections.save(tenant, "crm", "http", true, "{\"base_url\":\"x\"}", credentials, null);

    assertThat(connections.credentials(tenant, "crm")).isEqualTo(credentials);
    assertThat(connections.find(tenant, "crm"))
        .get()
        .extracting(StoredConnection::credentialNames)
        .isEqualTo(List.of("token", "user"));
  }

  @Test
  void savingWithoutCredentialsKeepsThemAndAnEmptyMapRemovesThem() {
    String tenant = TestStore.newTenant();
    connections.save(tenant, "crm", "http", true, "{}", Map.of("token", "a"), null);

    connections.save(tenant, "crm", "http", false, "{}", null, null);
    assertThat(connections.credentials(tenant, "crm")).isEqualTo(Map.of("token", "a"));
    assertThat(connections.find(tenant, "crm").orElseThrow().credentialNames())
        .containsExactly("token");

    connections.save(tenant, "crm", "http", false, "{}", Map.of(), null);
    assertThat(connections.credentials(tenant, "crm")).isEmpty();
    assertThat(connections.find(tenant, "crm").orElseThrow().credentialNames()).isEmpty();
  }

  @Test
  void noSecretStandsInTheDatabase() {
    String tenant = TestStore.newTenant();
    connections.save(tenant, "crm", "http", true, "{}", Map.of("token", "plain-as-day"), null);

    String row =
        store
            .owner()
            .sql(
                "select c::text || encode(credentials, 'escape') from syncline.connection c"
                    + " where tenant = ?")
            .param(tenant)
            .query(String.class)
            .single();
    assertThat(row).contains("crm").doesNotContain("plain-as-day");
  }

  @Test
  void aRowCopiedToAnotherOwnerCannotBeDecrypted() {
    String tenant = TestStore.newTenant();
    connections.save(tenant, "crm", "http", true, "{}", Map.of("token", "a"), null);
    store
        .owner()
        .sql("update syncline.connection set name = 'stolen' where tenant = ?")
        .param(tenant)
        .update();

    assertThatThrownBy(() -> connections.credentials(tenant, "stolen"))
        .isInstanceOfSatisfying(
            SynclineException.class,
            e -> assertThat(e.category()).isEqualTo(Category.NOT_CONFIGURED))
        .hasMessageContaining(tenant + "/stolen");
  }

  @Test
  void theKeysetIsMadeOnceAndOnlyItsOwnerMayReadIt() throws Exception {
    Path file = folder.resolve("keys/keyset.json");
    byte[] cipher = Secrets.fromFile(file).encrypt("secret", "t/c");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Secrets.fromFile(file).decrypt(cipher, "t/c")).isEqualTo("secret");
    assertThat(new String(cipher, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
  }

  @Test
  void anotherKeysetDoesNotDecrypt() {
    byte[] cipher = Secrets.fromFile(folder.resolve("one")).encrypt("secret", "t/c");
    Secrets other = Secrets.fromFile(folder.resolve("two"));

    assertThatThrownBy(() -> other.decrypt(cipher, "t/c"))
        .hasMessageContaining("encryption key is not the one");
  }

  /** As two processes: one runs on while the other rotates, over all tenants. */
  @Test
  void rotationGivesEveryTenantsCredentialsANewKeyWhileTheyAreUsed() {
    TestStore store = TestStore.shared();
    store.owner().sql("delete from syncline.connection").update();
    store.owner().sql("delete from syncline.notify_secret").update();
    Path file = folder.resolve("rotated.json");
    Connections running = new Connections(store.database(), Secrets.fromFile(file));
    String one = TestStore.newTenant();
    String two = TestStore.newTenant();
    running.save(one, "crm", "http", true, "{}", Map.of("token", "first"), null);
    running.save(two, "crm", "http", true, "{}", Map.of("token", "second"), null);
    running.save(two, "plain", "csv", true, "{}", null, null);
    String signing = new NotifySecrets(store.database(), Secrets.fromFile(file)).of(one);
    Object before = ciphers(store);

    SecretRotation rotation = new SecretRotation(store.database());
    assertThat(rotation.rotate(file)).isEqualTo(2);
    assertThat(ciphers(store)).isNotEqualTo(before);
    assertThat(running.credentials(one, "crm")).containsEntry("token", "first");
    running.save(one, "crm", "http", true, "{}", Map.of("token", "third"), null);
    for (int again = 0; again < 3; again++) {
      assertThat(rotation.rotate(file)).isEqualTo(2);
    }
    assertThat(running.credentials(one, "crm")).containsEntry("token", "third");
    assertThat(running.credentials(two, "crm")).containsEntry("token", "second");
    Connections fresh = new Connections(store.database(), Secrets.fromFile(file));
    assertThat(fresh.credentials(two, "crm")).containsEntry("token", "second");
    assertThat(new NotifySecrets(store.database(), Secrets.fromFile(file)).of(one))
        .isEqualTo(signing);
    store.owner().sql("delete from syncline.connection").update();
  }

  private static Object ciphers(TestStore store) {
    return store.rows(
        "select tenant, encode(credentials, 'hex') from syncline.connection order by tenant, name");
  }

  @Test
  void aFileThatIsNoKeysetIsNotConfigured() throws Exception {
    Path file = Files.writeString(folder.resolve("bad"), "not json");

    assertThatThrownBy(() -> Secrets.fromFile(file))
        .isInstanceOfSatisfying(
            SynclineException.class,
            e -> assertThat(e.category()).isEqualTo(Category.NOT_CONFIGURED));
  }
}
