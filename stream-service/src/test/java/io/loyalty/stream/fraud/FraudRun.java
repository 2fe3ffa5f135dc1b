package io.loyalty.stream.fraud;

import io.loyalty.events.FraudSuspected;
import io.loyalty.events.SkippedEvent;
import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.fraud.rule.FraudRule;
import io.loyalty.stream.stage.StageDriver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Runs the stage with rules of a test's own, in Kafka's test driver. */
final class FraudRun implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final StageDriver driver;

  private FraudRun(FraudProperties rules, Path state) {
    this.driver =
        new StageDriver(
            FraudStage.onDisk(rules, meters, Clock.fixed(NOON, ZoneOffset.UTC)), state, NOON);
  }

  private FraudRun(Path state) {
    this.driver =
        new StageDriver(
            FraudStage.inMemory(rules(Map.of()), meters, Clock.fixed(NOON, ZoneOffset.UTC)),
            state,
            NOON);
  }

  /** Runs all rules as they are by default, for many events. */
  static FraudRun inMemory(Path state) {
    return new FraudRun(state);
  }

  /** Runs all rules, with these settings. */
  static FraudRun all(Path state, Map<String, String> settings) {
    return new FraudRun(rules(settings), state);
  }

  /** Runs one rule alone, with settings of its own. */
  static FraudRun only(FraudRule rule, Path state, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    for (FraudRule each : FraudRule.values()) {
      all.put(each.code() + ".mode", each == rule ? "on" : "off");
    }
    settings.forEach((key, value) -> all.put(rule.code() + "." + key, value));
    return new FraudRun(rules(all), state);
  }

  static FraudProperties rules(Map<String, String> settings) {
    Map<String, String> keys = new HashMap<>();
    settings.forEach((key, value) -> keys.put("stream.fraud." + key, value));
    return new Binder(new MapConfigurationPropertySource(keys))
        .bindOrCreate("stream.fraud", FraudProperties.class);
  }

  FraudRun send(SpecificRecord... events) {
    for (SpecificRecord event : events) {
      driver.send(event);
    }
    return this;
  }

  FraudRun send(List<? extends SpecificRecord> events) {
    events.forEach(driver::send);
    return this;
  }

  FraudRun pass(Duration time) {
    driver.pass(time);
    return this;
  }

  /** Returns the alerts since it was last asked. */
  List<FraudSuspected> alerts() {
    return driver.events(FraudSuspected.class);
  }

  List<SkippedEvent> skipped() {
    return driver.events(SkippedEvent.class);
  }

  StageDriver driver() {
    return driver;
  }

  double counted(FraudRule rule, String mode) {
    var counter =
        meters.find("stream.fraud.alerts").tag("rule", rule.code()).tag("mode", mode).counter();
    return counter == null ? 0 : counter.count();
  }

  @Override
  public void close() {
    driver.close();
  }
}
