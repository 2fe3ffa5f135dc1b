package io.loyalty.stream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.face.OidcSettings;
import java.net.URI;
import java.util.List;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class InstanceAddressTest {
  private final MockEnvironment environment =
      new MockEnvironment().withProperty("local.server.port", "8083");

  private static ApiProperties at(String address) {
    return new ApiProperties(
        List.of(),
        false,
        address == null ? null : URI.create(address),
        1,
        new OidcSettings("", "", "", "roles", "read", "act", "sub"));
  }

  private InstanceAddress address(String given) {
    return new InstanceAddress(at(given), environment);
  }

  @Test
  void isTheOneThatIsGiven() {
    InstanceAddress given = address("https://10.0.0.7:8443");
    assertThat(given.get()).isEqualTo("10.0.0.7:8443");
    assertThat(given.isOf(new HostInfo("10.0.0.7", 8443))).isTrue();
    assertThat(given.isOf(new HostInfo("10.0.0.8", 8443))).isFalse();
    assertThat(given.of(new HostInfo("10.0.0.8", 8443))).isEqualTo("https://10.0.0.8:8443");
  }

  @Test
  void hasThePortOfItsSchemeIfNoneIsGiven() {
    assertThat(address("http://stream-0").get()).isEqualTo("stream-0:80");
    assertThat(address("https://stream-0").get()).isEqualTo("stream-0:443");
  }

  @Test
  void keepsTheBracketsOfIpv6() {
    InstanceAddress given = address("http://[fd00::7]:8083");
    assertThat(given.get()).isEqualTo("[fd00::7]:8083");
    assertThat(given.isOf(HostInfo.buildFromEndpoint("[fd00::7]:8083"))).isTrue();
    assertThat(given.of(HostInfo.buildFromEndpoint("[fd00::8]:8083")))
        .isEqualTo("http://[fd00::8]:8083");
  }

  @Test
  void isThatOfTheHostByDefault_byTheSchemeOfTheApi() {
    InstanceAddress own = address(null);
    assertThat(own.get()).endsWith(":8083");
    assertThat(own.isOf(HostInfo.buildFromEndpoint(own.get()))).isTrue();
    assertThat(own.of(new HostInfo("10.0.0.8", 8083))).isEqualTo("http://10.0.0.8:8083");
    environment.setProperty("server.ssl.bundle", "api");
    assertThat(own.of(new HostInfo("10.0.0.8", 8083))).isEqualTo("https://10.0.0.8:8083");
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String wrong : List.of("ftp://host:1", "http://host:1/path", "host:8083", "host")) {
      assertThatThrownBy(() -> at(wrong))
          .as(wrong)
          .hasMessageContaining("stream.api.address is " + wrong);
    }
  }
}
