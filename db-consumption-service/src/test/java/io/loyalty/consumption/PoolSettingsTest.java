package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class PoolSettingsTest {
  private static final String PREFIX = "spring.datasource.hikari.";

  @ParameterizedTest
  @ValueSource(strings = {"connection-init-sql", "schema", "username", "transactionIsolation"})
  void refusesWhatWouldNotReachTheLoad(String key) {
    MockEnvironment settings = new MockEnvironment().withProperty(PREFIX + key, "x");
    assertThatThrownBy(() -> PoolSettings.check(settings))
        .isInstanceOf(InvalidSetupException.class)
        .hasMessageContaining("would not reach the load's own connections");
  }

  @Test
  void takesThePoolsOwnAndTheDrivers() {
    MockEnvironment settings =
        new MockEnvironment()
            .withProperty(PREFIX + "maximum-pool-size", "3")
            .withProperty(PREFIX + "data-source-properties.sslmode", "verify-full");
    assertThatCode(() -> PoolSettings.check(settings)).doesNotThrowAnyException();
  }
}
