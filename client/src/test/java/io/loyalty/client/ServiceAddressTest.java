package io.loyalty.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"https://bi.example/consumption", "https://bi.example/consumption/"})
  void keepsThePathOfAnAddress(String base) {
    assertThat(new ServiceAddress(URI.create(base)).prefix())
        .isEqualTo("https://bi.example/consumption");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8082", "ftp://bi.example", "8082", "http:///replays"})
  void refusesWhatIsNoAddress(String base) {
    assertThatThrownBy(() -> new ServiceAddress(URI.create(base)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(base + " is no address of a service; write it like http://localhost:8082");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:secret@bi.example", "ftp://me:secret@bi.example"})
  void refusesAPasswordInAnAddressAndDoesNotShowIt(String base) {
    assertThatThrownBy(() -> new ServiceAddress(URI.create(base)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The address of bi.example may hold no user and no query.");
  }
}
