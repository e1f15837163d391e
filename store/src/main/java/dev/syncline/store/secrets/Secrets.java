package dev.syncline.store.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Authenticated encryption of credentials with Tink (AES-256-GCM). The keyset is Tink's JSON, in a
 * file readable by its owner alone or handed over through the environment.
 */
public final class Secrets {
  private final @Nullable Path file;
  private volatile Loaded loaded;

  private Secrets(@Nullable Path file, Loaded loaded) {
    this.file = file;
    this.loaded = loaded;
  }

  /** A keyset as it was read. */
  private record Loaded(Aead aead, @Nullable FileTime at) {
    static Loaded of(String json, @Nullable FileTime at) throws GeneralSecurityException {
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
      return new Loaded(keys.getPrimitive(RegistryConfiguration.get(), Aead.class), at);
    }
  }

  /** The keyset of that file; made, with mode 0600, when there is none. */
  public static Secrets fromFile(Path file) {
    try {
      AeadConfig.register();
      if (!Files.exists(file)) {
        create(file);
      }
      return new Secrets(file, read(file));
    } catch (GeneralSecurityException | IOException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              "the encryption key " + file + " cannot be read or made: " + e.getMessage())
          .because(e);
    }
  }

  /** The keyset given as Tink JSON. */
  public static Secrets fromKeyset(String json) {
    try {
      AeadConfig.register();
      return new Secrets(null, Loaded.of(json, null));
    } catch (GeneralSecurityException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED, "the encryption key is not a Tink JSON keyset")
          .because(e);
    }
  }

  private static Loaded read(Path file) throws GeneralSecurityException, IOException {
    FileTime at = Files.getLastModifiedTime(file);
    return Loaded.of(Files.readString(file), at);
  }

  /** The keyset in force: read again where another process has changed it. */
  private Aead aead() throws GeneralSecurityException {
    Loaded now = loaded;
    if (file == null) {
      return now.aead();
    }
    try {
      if (!Files.getLastModifiedTime(file).equals(now.at())) {
        now = read(file);
        loaded = now;
      }
    } catch (NoSuchFileException e) {
      return now.aead(); // the data directory is being moved or removed
    } catch (IOException e) {
      throw new GeneralSecurityException("the keyset cannot be read", e);
    }
    return now.aead();
  }

  /**
   * Gives a keyset a new key that encrypts from now on. The one that did so until now stays, to
   * decrypt; older ones go.
   */
  static void renew(Path file) {
    try {
      KeysetHandle before =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get());
      KeysetHandle after =
          KeysetHandle.newBuilder()
              .addEntry(
                  KeysetHandle.importKey(before.getPrimary().getKey())
                      .withFixedId(before.getPrimary().getId()))
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build();
      write(file, after);
    } catch (GeneralSecurityException | IOException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              "the encryption key " + file + " cannot be renewed: " + e.getMessage())
          .because(e);
    }
  }

  private static void create(Path file) throws GeneralSecurityException, IOException {
    write(file, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
  }

  private static void write(Path file, KeysetHandle keys)
      throws GeneralSecurityException, IOException {
    String json = TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft =
        Files.createTempFile(
            folder,
            "keyset",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, json);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Encrypts; the same owner must be named to decrypt. */
  public byte[] encrypt(String plain, String owner) {
    try {
      return aead().encrypt(plain.getBytes(StandardCharsets.UTF_8), bytes(owner));
    } catch (GeneralSecurityException e) {
      throw SynclineException.of(Category.INTERNAL, "credentials cannot be encrypted").because(e);
    }
  }

  /** Decrypts what {@link #encrypt} made for the same owner. */
  public String decrypt(byte[] cipher, String owner) {
    try {
      return new String(aead().decrypt(cipher, bytes(owner)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              "the credentials of "
                  + owner
                  + " cannot be decrypted: the encryption key is not the one they were stored with")
          .because(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
