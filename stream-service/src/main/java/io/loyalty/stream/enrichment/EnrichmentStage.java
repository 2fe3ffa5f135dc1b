package io.loyalty.stream.enrichment;

import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.enrichment.state.MemberBaskets;
import io.loyalty.stream.enrichment.state.MemberProfile;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.springframework.stereotype.Component;

/**
 * Makes of each {@code purchase-transaction} one {@code purchase-enriched}: with the member's age
 * band and enrolment, the offers that were open, and the points that the basket has earned.
 *
 * <p>All that it joins is keyed by the member already, so it needs no topic between. A basket is
 * joined once it is known to be complete, not when it comes: {@link Enrichment} says when.
 */
@Component
final class EnrichmentStage implements Stage {
  private static final String PURCHASE = "PURCHASE";

  private final EnrichmentProperties properties;
  private final Clock clock = Clock.systemUTC();

  EnrichmentStage(EnrichmentProperties properties) {
    this.properties = properties;
  }

  @Override
  public String name() {
    return "enrichment";
  }

  @Override
  public void describe(StageTopology topology) {
    topology.joinsByKey(
        PurchaseTransaction.class,
        PointsCollected.class,
        MemberEnrolled.class,
        OfferReceived.class,
        OfferCompleted.class);
    KStream<String, PurchaseTransaction> purchases = topology.read(PurchaseTransaction.class);
    KStream<String, PointsCollected> points =
        topology
            .read(PointsCollected.class)
            .filter((member, event) -> isOfBasket(event), Named.as("points-of-baskets"));
    var profiles = new Profiles(properties);
    var enriched = new EnrichedPurchases(topology.derived(), profiles);
    // None but the anonymous baskets need to be remembered by themselves: a member's are known by
    // the member's state, and enrolments and offers make no difference if they come again.
    KStream<String, SpecificRecord> anonymous =
        topology
            .once(
                "anonymous-baskets",
                purchases.filter((store, event) -> isAnonymous(event), Named.as("anonymous")))
            .mapValues(
                event -> enriched.anonymous(event, clock.instant().truncatedTo(ChronoUnit.MICROS)),
                Named.as("enrich-anonymous"));
    KStream<String, SpecificRecord> ofMembers =
        any(purchases.filterNot((member, event) -> isAnonymous(event), Named.as("of-members")))
            .merge(any(points), Named.as("with-points"))
            .merge(any(topology.read(MemberEnrolled.class)), Named.as("with-enrolments"))
            .merge(any(topology.read(OfferReceived.class)), Named.as("with-offers"))
            .merge(any(topology.read(OfferCompleted.class)), Named.as("with-completions"))
            .process(supplier(topology, profiles, enriched), Named.as("enrich"));
    topology.write("purchases", anonymous.merge(ofMembers, Named.as("purchases")));
  }

  private static boolean isAnonymous(PurchaseTransaction purchase) {
    return purchase.getMemberId() == null;
  }

  private static boolean isOfBasket(PointsCollected points) {
    return points.getTransactionId() != null && points.getReason().equals(PURCHASE);
  }

  @SuppressWarnings("unchecked")
  private static KStream<String, SpecificRecord> any(
      KStream<String, ? extends SpecificRecord> events) {
    return (KStream<String, SpecificRecord>) events;
  }

  private ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> supplier(
      StageTopology topology, Profiles profiles, EnrichedPurchases enriched) {
    var rules =
        new Enrichment.Rules(
            properties.pointsWindow().toMillis(),
            properties.pointsPatience().toMillis(),
            topology.remembered().toMillis(),
            profiles,
            enriched,
            new SkippedEvents(name(), clock));
    Set<StoreBuilder<?>> stores =
        Set.of(
            store(Enrichment.BASKETS, topology.state(MemberBaskets.class)),
            store(Enrichment.PROFILES, topology.state(MemberProfile.class)));
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new Enrichment(rules);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return stores;
      }
    };
  }

  /**
   * Without a cache: each sweep would copy its keys, and it would write less only where a basket
   * and its points come within one commit.
   */
  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), values);
  }
}
