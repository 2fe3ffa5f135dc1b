package io.loyalty.stream.fraud.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.FraudSuspected;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.fraud.FraudEvents;
import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.fraud.rule.FraudRule;
import io.loyalty.stream.stage.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Tests that time passes in a trial as its events say. */
class TrialDriverTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T12:00:00Z");
  private static final String MEMBER = "m-1";
  private static final int HOURS = 24 * 30;

  private final FraudEvents events = new FraudEvents(UUID::randomUUID);
  @TempDir private Path state;
  private TrialDriver driver;

  @BeforeEach
  void begin() {
    FraudProperties rules =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("stream.fraud", FraudProperties.class);
    List<EventType> types = TestRegistry.CATALOGUE.allTypes();
    driver =
        new TrialDriver(
            rules,
            IntStream.range(0, types.size())
                .boxed()
                .collect(
                    Collectors.toMap(Function.identity(), id -> types.get(id).schemas().current())),
            state);
  }

  @AfterEach
  void end() {
    driver.close();
  }

  @Test
  void forgetsReceiptsThatAreOver_soThatItsMemoryDoesNotGrowWithTheFile() {
    for (int hour = 0; hour < HOURS; hour++) {
      send(events.sale(MEMBER, BEGIN.plus(Duration.ofHours(hour)), "R-" + hour, "319/1"));
    }
    // A receipt is kept for a day and a half.
    assertThat(driver.kept()).isBetween(36L, 45L);
  }

  @Test
  void reportsPointsWithoutPurchase_whenTheirTimeIsOverAndNotAtTheEnd() {
    send(events.points(MEMBER, BEGIN, "R-1"));
    for (int hour = 1; hour <= 26; hour++) {
      send(events.login(MEMBER, BEGIN.plus(Duration.ofHours(hour)), "d-1", true));
    }
    assertThat(driver.alerts())
        .extracting(FraudSuspected::getRule)
        .containsExactly(FraudRule.POINTS_WITHOUT_PURCHASE.code());
    driver.end();
    assertThat(driver.alerts()).isEmpty();
  }

  @Test
  void letsTheTimeOfTheLastPointsPass_atTheEnd() {
    send(events.points(MEMBER, BEGIN, "R-1"));
    assertThat(driver.alerts()).isEmpty();
    driver.end();
    assertThat(driver.alerts())
        .extracting(FraudSuspected::getRule)
        .containsExactly(FraudRule.POINTS_WITHOUT_PURCHASE.code());
  }

  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> void send(T event) {
    Class<T> type = (Class<T>) event.getClass();
    String topic = TestRegistry.TYPES.topic(type);
    assertThat(
            driver.send(
                TestRegistry.TYPES.of(type).name(),
                MEMBER,
                TestRegistry.serdes().of(type).serialize(topic, event)))
        .isTrue();
  }
}
