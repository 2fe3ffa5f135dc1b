package io.loyalty.stream.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.FraudSuspected;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the rules, as they are by default, find what is planted in a week and nothing else.
 */
class PlantedWeekTest {
  @TempDir private Path state;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void findsEveryPlantedCaseOnce_andNothingElse(long seed) {
    PlantedWeek week = new PlantedWeek(seed, Instant.parse("2026-03-02T00:00:00Z"));
    List<SpecificRecord> events = week.events();
    List<FraudSuspected> alerts = run(events, "first");
    assertThat(alerts)
        .extracting(PlantedWeek.Case::of)
        .containsExactlyInAnyOrderElementsOf(week.planted());
    assertThat(run(events, "second")).isEqualTo(alerts);
  }

  private List<FraudSuspected> run(List<SpecificRecord> events, String name) {
    try (var run = FraudRun.inMemory(state.resolve(name))) {
      events.forEach(event -> run.driver().send(event, (Instant) event.get(3)));
      return run.pass(Duration.ofDays(9)).alerts();
    }
  }
}
