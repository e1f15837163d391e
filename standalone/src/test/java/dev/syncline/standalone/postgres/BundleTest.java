package dev.syncline.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm_64",
    "Mac OS X, x86_64, darwin-x86_64",
    "Mac OS X, aarch64, darwin-arm_64"
  })
  void machinesAreCalledAsTheArchivesAre(String os, String arch, String machine) {
    assertThat(Bundle.machine(os, arch)).isEqualTo(machine);
  }

  @Test
  void thisMachineHasOneWithTheVersionInItsName() {
    assertThat(Bundle.forThisMachine().name()).startsWith("postgres-18.6.0-");
  }

  @Test
  void anotherMachineIsToldWhatToDo() {
    assertThatThrownBy(() -> Bundle.of("Linux", "riscv64"))
        .hasMessageContaining("riscv64")
        .hasMessageContaining("--database-url");
  }
}
