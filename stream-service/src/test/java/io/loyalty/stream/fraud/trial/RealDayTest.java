package io.loyalty.stream.fraud.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.fraud.PlantedWeek;
import io.loyalty.stream.fraud.PlantedWeek.Case;
import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.stage.EventSerdes;
import io.loyalty.stream.stage.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests that planted cases are found in the midst of real events, which are not part of the
 * project: run it with {@code -Dfraud.day=FILE}, records of real events as {@code ingestion-service
 * encode} writes them.
 */
@EnabledIfSystemProperty(named = "fraud.day", matches = ".+")
class RealDayTest {
  /** Schemas of the planted events are numbered from here on, past those of the file. */
  private static final int PLANTED = 1_000;

  private static final int OCCURRED_AT = 1;
  private static final int RECEIVED_AT = 3;
  private static final List<EventType> TYPES = TestRegistry.CATALOGUE.allTypes();

  private final JsonMapper json = new JsonMapper();
  private final Map<Integer, String> schemas = new HashMap<>();
  private final EventSerdes serdes =
      new EventSerdes(
          TestRegistry.TYPES,
          schemas::get,
          type -> PLANTED + TYPES.stream().map(EventType::name).toList().indexOf(type.name()));
  private final List<Arrival> day = new ArrayList<>();
  @TempDir private Path state;

  /** Is a record, its value as Base64, and when it arrived. */
  private record Arrival(String eventType, String key, String value, Instant at) {}

  @BeforeEach
  void readTheDay() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(System.getProperty("fraud.day")))) {
      lines.map(json::readTree).forEach(this::add);
    }
  }

  private void add(JsonNode line) {
    if (line.has("schemas")) {
      line.get("schemas")
          .properties()
          .forEach(each -> schemas.put(Integer.valueOf(each.getKey()), each.getValue().asString()));
    } else {
      String type = line.get("eventType").asString();
      String value = line.get("value").asString();
      Instant at =
          (Instant)
              serdes
                  .of(type(type))
                  .deserialize("", Base64.getDecoder().decode(value))
                  .get(OCCURRED_AT);
      day.add(new Arrival(type, line.get("key").asString(), value, at));
    }
  }

  @Test
  void findsEveryPlantedCaseInTheMidstOfARealDay_andNothingElseThatTheDayDoesNotHave() {
    Instant middle = day.get(day.size() / 2).at().truncatedTo(ChronoUnit.DAYS);
    PlantedWeek week = new PlantedWeek(1, middle);
    List<Arrival> all = new ArrayList<>(day);
    week.events().forEach(event -> all.add(arrival(event)));
    all.sort(Comparator.comparing(Arrival::at));
    List<Case> expected = new ArrayList<>(cases(day, "day"));
    expected.addAll(week.planted());
    assertThat(cases(all, "all")).containsExactlyInAnyOrderElementsOf(expected);
  }

  private List<Case> cases(List<Arrival> arrivals, String name) {
    FraudProperties rules =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("stream.fraud", FraudProperties.class);
    for (EventType type : TYPES) {
      schemas.put(PLANTED + TYPES.indexOf(type), type.schemas().current());
    }
    List<Case> cases = new ArrayList<>();
    try (var driver = new TrialDriver(rules, schemas, state.resolve(name))) {
      for (Arrival each : arrivals) {
        driver.send(each.eventType(), each.key(), Base64.getDecoder().decode(each.value()));
        driver.alerts().forEach(alert -> cases.add(Case.of(alert)));
      }
      driver.end();
      driver.alerts().forEach(alert -> cases.add(Case.of(alert)));
    }
    return cases;
  }

  private Arrival arrival(SpecificRecord event) {
    EventType type = TestRegistry.TYPES.of(event.getClass());
    String key =
        type.topic().keyFields().stream()
            .map(field -> event.get(event.getSchema().getField(field).pos()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow()
            .toString();
    return new Arrival(
        type.name(),
        key,
        Base64.getEncoder().encodeToString(bytes(event)),
        (Instant) event.get(RECEIVED_AT));
  }

  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> byte[] bytes(T event) {
    return serdes.of((Class<T>) event.getClass()).serialize("", event);
  }

  private static Class<? extends SpecificRecord> type(String name) {
    try {
      return Class.forName(TestRegistry.CATALOGUE.find(name).orElseThrow().avro().getFullName())
          .asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
