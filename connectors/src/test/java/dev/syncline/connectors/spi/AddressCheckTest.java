package dev.syncline.connectors.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {
  private static final EgressPolicy OPEN = EgressPolicy.permissive();
  private static final EgressPolicy STRICT = EgressPolicy.strict(List.of());

  private static void refuses(EgressPolicy policy, String address) {
    assertThatThrownBy(() -> policy.check(URI.create(address)))
        .as(address)
        .isInstanceOf(SynclineException.class)
        .hasMessageContaining("is not allowed");
  }

  private static void allows(EgressPolicy policy, String address) {
    assertThatCode(() -> policy.check(URI.create(address))).as(address).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://169.254.0.7",
        "http://[fe80::1]",
        "http://[fd00:ec2::254]",
        "http://100.100.100.200",
        "http://192.0.0.192",
        "http://0.0.0.0",
        "http://0.1.2.3",
        "http://[::]",
        "http://224.0.0.1",
        "http://255.255.255.255",
        "http://[::ffff:169.254.169.254]",
        "http://[::169.254.169.254]",
        "http://[64:ff9b::169.254.169.254]",
        "http://[2002:a9fe:a9fe::1]",
        "ftp://example.org",
        "file:///etc/passwd",
        "http:///nowhere"
      })
  void neverCalled(String address) {
    refuses(OPEN, address);
    refuses(STRICT, address);
    refuses(EgressPolicy.strict(List.of("0.0.0.0/0", "::/0")), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://127.8.9.1",
        "http://localhost",
        "http://[::1]",
        "http://10.1.2.3",
        "http://172.16.0.1",
        "http://192.168.0.1",
        "http://100.64.0.1",
        "http://198.18.0.1",
        "http://[fd12::1]",
        "http://[::ffff:10.0.0.1]",
        "http://[64:ff9b::10.0.0.1]",
        "http://[2002:a00:1::1]"
      })
  void calledWhereTheServerIsForThisMachineAlone(String address) {
    allows(OPEN, address);
    refuses(STRICT, address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://8.8.8.8", "http://172.32.0.1", "http://[2606:4700::1111]"})
  void theInternetIsOpen(String address) {
    allows(OPEN, address);
    allows(STRICT, address);
  }

  @Test
  void whatIsAllowedIsOpenAndNothingBesides() {
    EgressPolicy some = EgressPolicy.strict(List.of("10.1.0.0/16", "fd12::/32", "localhost"));
    allows(some, "http://10.1.255.3");
    refuses(some, "http://10.2.0.1");
    allows(some, "http://[fd12::7]");
    refuses(some, "http://[fd13::7]");
    allows(some, "http://localhost:1");
    refuses(some, "http://127.0.0.1:1");
    assertThatThrownBy(() -> EgressPolicy.strict(List.of("10.0.0.0/64")))
        .hasMessageContaining("10.0.0.0/64");
  }

  @Test
  void aRefusalShowsNoCredentials() {
    assertThatThrownBy(() -> STRICT.check(URI.create("http://me:secret@10.0.0.1/x")))
        .hasMessageNotContaining("secret");
  }
}
