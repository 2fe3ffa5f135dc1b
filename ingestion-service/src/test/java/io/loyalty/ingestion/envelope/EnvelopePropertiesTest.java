package io.loyalty.ingestion.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EnvelopePropertiesTest {
  @Test
  void hasDocumentedDefaults() {
    assertThat(bound(Map.of())).isEqualTo(EnvelopeProperties.defaults());
  }

  @Test
  void bindsPointers() {
    EnvelopeProperties properties =
        bound(
            Map.of(
                "ingestion.envelope.pointers.id", "/a/b",
                "ingestion.envelope.pointers.type", "/t",
                "ingestion.envelope.pointers.source", "/s~1x",
                "ingestion.envelope.pointers.time", "/0",
                "ingestion.envelope.pointers.payload", "",
                "ingestion.envelope.max-depth", "8"));

    assertThat(properties.pointers()).isEqualTo(new EnvelopePaths("/a/b", "/t", "/s~1x", "/0", ""));
    assertThat(properties.maxDepth()).isEqualTo(8);
  }

  @Test
  void refusesPointersThatAreNone() {
    assertThatThrownBy(() -> bound(Map.of("ingestion.envelope.pointers.id", "/a")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("pointers.type is not set");
    assertThatThrownBy(() -> bound(Map.of("ingestion.envelope.event-bridge-id-pointer", "id")))
        .rootCause()
        .hasMessageContaining("begins with a slash");
    assertThatThrownBy(() -> bound(Map.of("ingestion.envelope.event-bridge-id-pointer", "/i~2")))
        .rootCause()
        .hasMessageContaining("~0");
  }

  private static EnvelopeProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("ingestion.envelope", EnvelopeProperties.class);
  }
}
