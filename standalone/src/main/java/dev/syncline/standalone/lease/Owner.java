package dev.syncline.standalone.lease;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that works on a data directory, as {@code owner.json} tells others.
 *
 * @param url where its API answers; absent for a process without one
 */
public record Owner(long pid, @Nullable URI url, @JsonProperty("started_at") Instant startedAt) {
  private static final JsonMapper JSON = JsonMapper.shared();

  void write(DataDirectory directory) throws IOException {
    PrivateFiles.write(directory.ownerFile(), JSON.writeValueAsString(this) + "\n");
  }

  /** What the file says; nothing where it is missing or was cut short. */
  static Optional<Owner> read(DataDirectory directory) {
    try {
      return PrivateFiles.read(directory.ownerFile())
          .map(text -> JSON.readValue(text, Owner.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  String describe() {
    return "process " + pid + (url == null ? "" : ", " + url) + ", since " + startedAt;
  }
}
