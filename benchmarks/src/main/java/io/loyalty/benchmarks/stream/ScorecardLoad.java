package io.loyalty.benchmarks.stream;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.OfferViewed;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.SourceScorecard;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets 500 tills and some other sources send accepted events of five types. Hours are closed as
 * soon as the events are past them, so that a run has their results. Nothing is refused.
 *
 * <p>The plain loop writes a small record for each event: sources can only be counted where the
 * events are on a topic that is keyed by them.
 */
final class ScorecardLoad implements StageLoad {
  private static final int SOURCE = 4;

  @Override
  public Set<Class<? extends SpecificRecord>> inputs() {
    return Set.of(
        PurchaseTransaction.class,
        PointsCollected.class,
        CouponRedeemed.class,
        DeviceLogin.class,
        OfferViewed.class);
  }

  @Override
  public Class<? extends SpecificRecord> output() {
    return SourceScorecard.class;
  }

  @Override
  public Iterator<SpecificRecord> events(Instant first) {
    return new Shopping(first, ScorecardLoad::other);
  }

  @Override
  public List<String> settings() {
    return List.of("stream.scorecard.grace=1m", "stream.scorecard.quiet=1ms");
  }

  private static Optional<SpecificRecord> other(Shopping shopping, Instant now) {
    int kind = shopping.random().nextInt(100);
    if (kind < 10) {
      return Optional.of(MemberEvents.login(shopping, now, true));
    } else if (kind < 20) {
      return Optional.of(MemberEvents.coupon(shopping, now));
    } else if (kind < 25) {
      return Optional.of(MemberEvents.viewed(shopping, now));
    }
    return Optional.empty();
  }

  @Override
  public Optional<SpecificRecord> plain(SpecificRecord event) {
    Instant at = (Instant) event.get(1);
    return Optional.of(
        SourceScorecard.newBuilder()
            .setEventId(UUID.randomUUID())
            .setOccurredAt(at)
            .setOccurredAtOffset(0)
            .setReceivedAt(at)
            .setSource("/streams/scorecard")
            .setEventSource(event.get(SOURCE).toString())
            .setEvents(1)
            .setRefused(0)
            .setDuplicates(0)
            .setClockAhead(0)
            .setClockAheadMost(0)
            .setUnknownFields(0)
            .setFailedChecks(0)
            .setActiveMinutes(1)
            .setLongestSilence(0)
            .setTypes(List.of())
            .setReasons(List.of())
            .setOtherReasons(0)
            .setChecks(List.of())
            .build());
  }
}
