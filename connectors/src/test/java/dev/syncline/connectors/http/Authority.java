package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of the test's own, made by the JDK's keytool. */
final class Authority {
  static final String PASSWORD = "changeit";

  private final Path keys;

  private Authority(Path keys) {
    this.keys = keys;
  }

  static Authority in(Path folder) throws IOException, InterruptedException {
    Authority made = new Authority(folder.resolve("authority.p12"));
    made.keytool("ca", "-dname", "CN=authority", "-ext", "bc:c");
    return made;
  }

  private void keytool(String alias, String... more) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias));
    words.addAll(List.of(more));
    Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  /** What a server needs to be known by that name, such as {@code dns:shop.example}. */
  SSLContext serverOf(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    String alias = name.replace(':', '-');
    keytool(alias, "-dname", "CN=" + alias, "-ext", "san=" + name, "-signer", "ca");
    KeyStore all = all();
    Key key = all.getKey(alias, PASSWORD.toCharArray());
    KeyStore own = empty();
    own.setKeyEntry("own", key, PASSWORD.toCharArray(), all.getCertificateChain(alias));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Writes the store that a client needs to trust it. */
  Path trusted() throws IOException, GeneralSecurityException {
    KeyStore trust = empty();
    trust.setCertificateEntry("ca", all().getCertificate("ca"));
    Path file = keys.resolveSibling("trusted.p12");
    try (var out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private KeyStore all() throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      all.load(in, PASSWORD.toCharArray());
    }
    return all;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
