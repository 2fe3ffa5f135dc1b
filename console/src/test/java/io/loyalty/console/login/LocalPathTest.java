package io.loyalty.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
  @Test
  void keepsThePathAndTheQuery_andDropsTheHost() {
    assertThat(LocalPath.of("http://console:8080/find?id=a%20b")).hasValue("/find?id=a%20b");
    assertThat(LocalPath.of("https://elsewhere.example/dead-letters")).hasValue("/dead-letters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://console//elsewhere.example/",
        "http://console/\\elsewhere.example",
        "javascript:alert(1)",
        "relative",
        "http://console"
      })
  void refusesWhatCouldLeadElsewhere(String address) {
    assertThat(LocalPath.of(address)).isEmpty();
  }
}
