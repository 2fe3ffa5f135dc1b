package io.loyalty.consumption.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class BatchPropertiesTest {
  @Test
  void hasDefaultsForEveryKey() {
    assertThat(bind(Map.of()))
        .isEqualTo(new BatchProperties(20_000, DataSize.ofMegabytes(16), Duration.ofMillis(100)));
  }

  @Test
  void readsUnitsFromTheKeys() {
    assertThat(bind(Map.of("max-rows", "5", "max-bytes", "1MB", "max-age", "2s")))
        .isEqualTo(new BatchProperties(5, DataSize.ofMegabytes(1), Duration.ofSeconds(2)));
  }

  @Test
  void refusesBytesThatNoBufferHas() {
    assertThatThrownBy(() -> bind(Map.of("max-bytes", "3GB")))
        .rootCause()
        .hasMessageContaining("consumption.batch.max-bytes");
    assertThatThrownBy(() -> bind(Map.of("max-bytes", "1KB")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnAgeThatNeverComes() {
    assertThatThrownBy(() -> bind(Map.of("max-age", "0ms")))
        .rootCause()
        .hasMessageContaining("consumption.batch.max-age");
  }

  private static BatchProperties bind(Map<String, String> keys) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    keys.forEach((key, value) -> source.put("consumption.batch." + key, value));
    return new Binder(source).bindOrCreate("consumption.batch", BatchProperties.class);
  }
}
