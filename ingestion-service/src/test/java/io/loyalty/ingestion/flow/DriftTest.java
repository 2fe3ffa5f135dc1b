package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Drift drift = new Drift(meters);

  @Test
  void countsByTypeAndPlace() {
    drift.saw("device-login", List.of("/colour", "/items/*/size"));
    drift.saw("device-login", List.of("/colour"));
    drift.saw("offer-viewed", List.of("/colour"));

    assertThat(count("device-login", "/colour")).isEqualTo(2);
    assertThat(count("device-login", "/items/*/size")).isEqualTo(1);
    assertThat(count("offer-viewed", "/colour")).isEqualTo(1);
    assertThat(drift.counts())
        .containsExactly(
            new Ledger.UnknownFieldCount("device-login", "/colour", 2),
            new Ledger.UnknownFieldCount("device-login", "/items/*/size", 1),
            new Ledger.UnknownFieldCount("offer-viewed", "/colour", 1));
  }

  @Test
  void tellsOnlySoManyPlacesApart() {
    for (int number = 0; number < 1_000; number++) {
      drift.saw("device-login", List.of("/f" + number));
    }
    drift.saw("device-login", List.of("/f7"));

    assertThat(meters.find("ingestion.unknown.fields").counters()).hasSize(201);
    assertThat(count("device-login", "others")).isEqualTo(800);
    assertThat(drift.counts())
        .hasSize(201)
        .contains(
            new Ledger.UnknownFieldCount("device-login", "others", 800),
            new Ledger.UnknownFieldCount("device-login", "/f7", 2));
    assertThat(count("device-login", "/f7")).isEqualTo(2);
  }

  @Test
  void aPlaceThatIsTooLongIsAmongTheOthers() {
    drift.saw("device-login", List.of("/x".repeat(100)));
    assertThat(count("device-login", "others")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/card 4111 1111 1111 1111, /***",
    "/jane.doe@example.com/since, /***/since",
    "/0491570156, /***",
    "/m4711, /***",
    "/Müller, /***",
    "/a~1b, /***",
    "/$0, /***",
    "/items/*/size-2, /items/*/size-2",
    "/_id, /***",
  })
  void masksNamesThatMayBeData(String field, String shown) {
    drift.saw("device-login", List.of(field));
    assertThat(count("device-login", shown)).isEqualTo(1);
    assertThat(meters.find("ingestion.unknown.fields").counters()).hasSize(1);
  }

  private double count(String type, String path) {
    Counter counter =
        meters.find("ingestion.unknown.fields").tag("event.type", type).tag("path", path).counter();
    return counter == null ? 0 : counter.count();
  }
}
