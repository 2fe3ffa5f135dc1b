package io.loyalty.stream.enrichment;

import static io.loyalty.stream.enrichment.MemberEvents.NOON;
import static io.loyalty.stream.enrichment.MemberEvents.points;
import static io.loyalty.stream.enrichment.MemberEvents.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.enrichment.state.MemberBaskets;
import io.loyalty.stream.enrichment.state.MemberProfile;
import io.loyalty.stream.stage.Derived;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.StageTopology;
import io.loyalty.stream.stage.TestRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a processor goes on with the state that another one has left. */
class EnrichmentRestartTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);
  private static final long NOON_MS = NOON.toEpochMilli();

  private final StageTopology topology =
      new StageTopology(
          "enrichment",
          new StreamsBuilder(),
          TestRegistry.TYPES,
          TestRegistry.serdes(),
          new StageTopology.Settings(DAY, UnaryOperator.identity(), event -> {}, topic -> 1));
  private final KeyValueStore<String, MemberBaskets> baskets =
      store(Enrichment.BASKETS, topology.state(MemberBaskets.class));
  private final KeyValueStore<String, MemberProfile> profiles =
      store(Enrichment.PROFILES, topology.state(MemberProfile.class));

  private MockProcessorContext<String, SpecificRecord> context;
  private Enrichment stage;
  private Duration pointsPatience = Duration.ZERO;

  private static <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
        .withLoggingDisabled()
        .build();
  }

  @BeforeEach
  void openStores() {
    var first = new MockProcessorContext<String, SpecificRecord>();
    baskets.init(first.getStateStoreContext(), baskets);
    profiles.init(first.getStateStoreContext(), profiles);
    start(NOON_MS);
  }

  private void start(long wall) {
    var known =
        new Profiles(new EnrichmentProperties(WINDOW, Duration.ZERO, Duration.ofDays(30), 20));
    stage =
        new Enrichment(
            new Enrichment.Rules(
                WINDOW.toMillis(),
                pointsPatience.toMillis(),
                DAY.toMillis(),
                known,
                new EnrichedPurchases(new Derived("enrichment"), known),
                new SkippedEvents("enrichment", Clock.systemUTC())));
    context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(wall);
    context.setCurrentStreamTimeMs(-1);
    context.addStateStore(baskets);
    context.addStateStore(profiles);
    stage.init(context);
  }

  private void process(SpecificRecord event, long at) {
    process("m-1", event, at);
  }

  private void process(String member, SpecificRecord event, long at) {
    context.setCurrentStreamTimeMs(at);
    stage.process(new Record<>(member, event, at));
  }

  private void tick(long wall) {
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(wall);
  }

  private List<SpecificRecord> left() {
    List<SpecificRecord> events =
        context.forwarded().stream().<SpecificRecord>map(each -> each.record().value()).toList();
    context.resetForwards();
    return List.copyOf(events);
  }

  @Test
  void letsABasketLeaveThatWaitedBeforeTheRestart_thoughNothingComes() {
    process(sale("m-1", "R-1", NOON), NOON_MS);
    assertThat(left()).isEmpty();
    start(NOON_MS + 1000);
    tick(NOON_MS + 1000 + WINDOW.toMillis());
    assertThat(left()).isEmpty();
    tick(NOON_MS + 1001 + WINDOW.toMillis());
    assertThat(left())
        .singleElement()
        .isInstanceOfSatisfying(
            PurchaseEnriched.class, event -> assertThat(event.getTransactionId()).isEqualTo("R-1"));
  }

  @Test
  void keepsABasketForItsPointsAfterTheRestart_thoughItsWindowIsOver() {
    pointsPatience = Duration.ofSeconds(10);
    start(NOON_MS);
    process(sale("m-1", "R-1", NOON), NOON_MS);
    process("m-2", sale("m-2", "R-2", NOON.plus(DAY)), NOON_MS + DAY.toMillis());
    start(NOON_MS + 1000);
    tick(NOON_MS + 10_999);
    assertThat(left()).isEmpty();
    process(points("m-1", "R-1", 12, NOON), NOON_MS);
    assertThat(left())
        .singleElement()
        .isInstanceOfSatisfying(
            PurchaseEnriched.class, event -> assertThat(event.getPointsEarned()).isEqualTo(12));
  }

  @Test
  void joinsABasketThatWaitedBeforeTheRestart_andKnowsItAfterwards() {
    PurchaseTransaction basket = sale("m-1", "R-1", NOON);
    process(basket, NOON_MS);
    start(NOON_MS + 1000);
    process(points("m-1", "R-1", 12, NOON), NOON_MS);
    assertThat(left())
        .singleElement()
        .isInstanceOfSatisfying(
            PurchaseEnriched.class, event -> assertThat(event.getPointsEarned()).isEqualTo(12));
    start(NOON_MS + 2000);
    process(basket, NOON_MS);
    tick(NOON_MS + DAY.toMillis() / 2);
    assertThat(left()).isEmpty();
  }
}
