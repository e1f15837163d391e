package dev.syncline.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-18.6.0-linux-x86_64",
    "Linux, aarch64, postgres-18.6.0-linux-arm_64",
    "Mac OS X, x86_64, postgres-18.6.0-darwin-x86_64",
    "Mac OS X, aarch64, postgres-18.6.0-darwin-arm_64"
  })
  void thereIsOneForEachSupportedMachine(String os, String arch, String name) {
    assertThat(Bundle.of(os, arch).name()).isEqualTo(name);
  }

  @Test
  void anotherMachineIsToldWhatToDo() {
    assertThatThrownBy(() -> Bundle.of("Linux", "riscv64"))
        .hasMessageContaining("riscv64")
        .hasMessageContaining("--database-url");
  }
}
