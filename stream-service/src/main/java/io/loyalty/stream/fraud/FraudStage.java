package io.loyalty.stream.fraud;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.fraud.rule.FraudRule;
import io.loyalty.stream.fraud.rule.ReceiptUsedTwice;
import io.loyalty.stream.fraud.rule.Sightings;
import io.loyalty.stream.fraud.state.MemberState;
import io.loyalty.stream.fraud.state.ReceiptState;
import io.loyalty.stream.fraud.state.Sighting;
import io.loyalty.stream.stage.Origin;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.SkippedEvents.Place;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks for fraud in the events of members, and in receipt numbers. Rules about members need no
 * topic between: all their event types are keyed by the member. Receipt numbers do.
 *
 * <p>It reads events as their topics have them: what the rules remember holds each event once.
 */
@Component
public final class FraudStage implements Stage {
  /** Is the name of the stage. */
  public static final String NAME = "fraud";

  private final FraudProperties rules;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Function<String, KeyValueBytesStoreSupplier> stores;

  /** Creates the stage. */
  @Autowired
  public FraudStage(FraudProperties rules, MeterRegistry meters) {
    this(rules, meters, Clock.systemUTC(), Stores::persistentKeyValueStore);
  }

  private FraudStage(
      FraudProperties rules,
      MeterRegistry meters,
      Clock clock,
      Function<String, KeyValueBytesStoreSupplier> stores) {
    this.stores = stores;
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
  }

  /** Returns the stage with a clock of the caller's, its state on disk. */
  static FraudStage onDisk(FraudProperties rules, MeterRegistry meters, Clock clock) {
    return new FraudStage(rules, meters, clock, Stores::persistentKeyValueStore);
  }

  /**
   * Returns the stage with its state in memory: Kafka's test driver syncs the disk at every event.
   */
  public static FraudStage inMemory(FraudProperties rules, MeterRegistry meters, Clock clock) {
    return new FraudStage(rules, meters, clock, Stores::inMemoryKeyValueStore);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void describe(StageTopology topology) {
    topology.joinsByKey(
        PurchaseTransaction.class,
        PointsCollected.class,
        RewardRedeemed.class,
        CouponRedeemed.class,
        DeviceLogin.class);
    Alerts alerts = new Alerts(topology, rules, meters, clock);
    KStream<String, PurchaseTransaction> purchases = topology.read(PurchaseTransaction.class);
    members(topology, purchases, alerts);
    if (rules.evaluates(FraudRule.RECEIPT_USED_TWICE)) {
      receipts(topology, purchases, alerts);
    }
  }

  private void members(
      StageTopology topology, KStream<String, PurchaseTransaction> purchases, Alerts alerts) {
    SkippedEvents skipped = new SkippedEvents(NAME, clock);
    KStream<String, SpecificRecord> events =
        any(purchases)
            .merge(any(topology.read(PointsCollected.class)))
            .merge(any(topology.read(RewardRedeemed.class)))
            .merge(any(topology.read(CouponRedeemed.class)))
            .merge(any(topology.read(DeviceLogin.class)));
    Set<StoreBuilder<?>> builders =
        Set.of(
            Stores.keyValueStoreBuilder(
                stores.apply(MemberEvents.MEMBERS),
                Serdes.String(),
                topology.state(MemberState.class)),
            Stores.keyValueStoreBuilder(
                stores.apply(MemberEvents.PENDING), Serdes.Bytes(), Serdes.String()));
    topology.write(
        "member-alerts",
        events.process(
            supplier(builders, () -> new MemberEvents(rules, alerts, skipped)),
            Named.as("member-rules")));
  }

  private void receipts(
      StageTopology topology, KStream<String, PurchaseTransaction> purchases, Alerts alerts) {
    KStream<String, Sighting> byNumber =
        purchases
            .process(ByReceiptNumber::new, Named.as("by-receipt-number"))
            .repartition(
                Repartitioned.with(Serdes.String(), topology.state(Sighting.class))
                    .withName("receipts"));
    Set<StoreBuilder<?>> builders =
        Set.of(
            Stores.keyValueStoreBuilder(
                stores.apply(Receipts.STORE), Serdes.String(), topology.state(ReceiptState.class)));
    ReceiptUsedTwice rule = new ReceiptUsedTwice(rules.receiptUsedTwice());
    topology.write(
        "receipt-alerts",
        byNumber.process(
            supplier(builders, () -> new Receipts(rule, rules.lateness(), alerts)),
            Named.as("receipt-rule")));
  }

  @SuppressWarnings("unchecked")
  private static KStream<String, SpecificRecord> any(
      KStream<String, ? extends SpecificRecord> events) {
    return (KStream<String, SpecificRecord>) events;
  }

  private static <V> ProcessorSupplier<String, V, String, SpecificRecord> supplier(
      Set<StoreBuilder<?>> stores,
      Supplier<Processor<String, V, String, SpecificRecord>> processors) {
    return new ProcessorSupplier<>() {
      @Override
      public Set<StoreBuilder<?>> stores() {
        return stores;
      }

      @Override
      public Processor<String, V, String, SpecificRecord> get() {
        return processors.get();
      }
    };
  }

  /** Reduces a purchase to what is compared, with its place, under its receipt number. */
  private static final class ByReceiptNumber
      implements Processor<String, PurchaseTransaction, String, Sighting> {
    private ProcessorContext<String, Sighting> context;

    @Override
    public void init(ProcessorContext<String, Sighting> context) {
      this.context = context;
    }

    @Override
    public void process(Record<String, PurchaseTransaction> record) {
      PurchaseTransaction purchase = record.value();
      var place = context.recordMetadata().orElseThrow();
      context.forward(
          new Record<>(
              purchase.getTransactionId(),
              Sightings.of(purchase, place.partition(), place.offset()),
              record.timestamp(),
              Origin.headers(Place.of(place), purchase.getEventId())));
    }
  }
}
