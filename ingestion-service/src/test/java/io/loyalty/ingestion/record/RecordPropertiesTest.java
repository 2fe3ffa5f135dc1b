package io.loyalty.ingestion.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RecordPropertiesTest {
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @Test
  void hasDocumentedDefaults() {
    assertThat(bound(Map.of())).isEqualTo(RecordProperties.defaults());
  }

  @Test
  void bindsPeriods() {
    assertThat(bound(Map.of("ingestion.record.accepted-past", "P30Y")).acceptedPast())
        .isEqualTo(Period.ofYears(30));
  }

  @Test
  void refusesWindowThatIsNone() {
    for (String past : new String[] {"-P1D", "P1001Y", "P999999999D"}) {
      assertThatThrownBy(() -> bound(Map.of("ingestion.record.accepted-past", past)))
          .rootCause()
          .hasMessageContaining("ingestion.record.accepted-past");
    }
    assertThatThrownBy(() -> bound(Map.of("ingestion.record.accepted-future", "-1s")))
        .rootCause()
        .hasMessageContaining("ingestion.record.accepted-future");
  }

  @Test
  void refusesHashKeyThatIsNone_withoutShowingIt() {
    for (Map<String, String> key :
        List.of(
            Map.of("ingestion.record.hash-key", KEY),
            Map.of("ingestion.record.hash-key-id", "k1"),
            Map.of(
                "ingestion.record.hash-key",
                KEY.substring(4),
                "ingestion.record.hash-key-id",
                "k1"),
            Map.of("ingestion.record.hash-key", KEY + "*", "ingestion.record.hash-key-id", "k1"),
            Map.of("ingestion.record.hash-key", KEY, "ingestion.record.hash-key-id", "k.1"),
            Map.of("ingestion.record.hash-key", KEY, "ingestion.record.hash-key-id", ""))) {
      assertThatThrownBy(() -> bound(key))
          .rootCause()
          .hasMessageContaining("ingestion.record.hash-key")
          .hasMessageNotContaining(KEY.substring(4));
    }
  }

  @Test
  void neverPrintsTheHashKey() {
    RecordProperties properties =
        bound(Map.of("ingestion.record.hash-key", KEY, "ingestion.record.hash-key-id", "k1"));

    assertThat(properties.toString()).contains("masked", "k1").doesNotContain(KEY);
  }

  private static RecordProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("ingestion.record", RecordProperties.class);
  }
}
