package dev.syncline.standalone.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.process.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLeaseTest {
  @TempDir Path folder;
  private DataDirectory directory;

  @BeforeEach
  void name() {
    directory = new DataDirectory(folder.resolve("data"));
  }

  @Test
  void anotherProcessIsRefusedAndToldWhoHasTheDirectory() {
    try (ForkedJvm owner = ForkedJvm.start(LeaseHolder.class, directory.root().toString())) {
      owner.await("HELD");

      SynclineException refusal = catchThrowableOfType(SynclineException.class, this::acquire);

      assertThat(refusal.code()).isEqualTo("DATA_IN_USE");
      assertThat(refusal.category()).isEqualTo(Category.CONFLICT);
      assertThat(refusal)
          .hasMessageContaining("process " + owner.pid())
          .hasMessageContaining("http://127.0.0.1:8923")
          .hasMessageContaining("--data");
      assertThat(refusal.details().get("url")).isEqualTo("http://127.0.0.1:8923");
    }
  }

  @Test
  void theLeaseEndsWithAKilledProcess() {
    try (ForkedJvm owner = ForkedJvm.start(LeaseHolder.class, directory.root().toString())) {
      owner.await("HELD");
      owner.kill();
    }

    try (DataLease lease = acquire()) {
      assertThat(Owner.read(lease.directory()).orElseThrow().pid())
          .isEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void oneProcessTakesItOnceAtATime() {
    try (DataLease lease = acquire()) {
      assertThatThrownBy(this::acquire).hasMessageContaining("is in use");
      assertThat(lease.directory().ownerFile()).exists();
    }
    try (DataLease again = acquire()) {
      assertThat(again.directory().ownerFile()).exists();
    }
    assertThat(directory.ownerFile()).doesNotExist();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(
            () -> DataLease.acquire(new DataDirectory(file.resolve("data")), Clock.systemUTC()))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  private DataLease acquire() {
    return DataLease.acquire(directory, Clock.systemUTC());
  }
}
