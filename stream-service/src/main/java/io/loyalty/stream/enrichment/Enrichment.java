package io.loyalty.stream.enrichment;

import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.enrichment.state.MemberBaskets;
import io.loyalty.stream.enrichment.state.MemberProfile;
import io.loyalty.stream.stage.SkippedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Holds each basket of a member until its points are there or their window is over, and lets it
 * leave with what is known of the member. Read me first.
 *
 * <p>The state is two values for each member: what changes with each basket, and what does not. An
 * event reads and writes one of them, a basket that leaves reads the other one too. Values are
 * bounded by time and by number; members who don't come again are swept.
 */
final class Enrichment implements Processor<String, SpecificRecord, String, SpecificRecord> {
  static final String BASKETS = "enrichment-baskets";
  static final String PROFILES = "enrichment-profiles";

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Rules rules;
  private final Deadlines deadlines = new Deadlines();

  private ProcessorContext<String, SpecificRecord> context;
  private KeyValueStore<String, MemberBaskets> baskets;
  private KeyValueStore<String, MemberProfile> members;
  private Sweep<MemberBaskets> basketSweep;
  private Sweep<MemberProfile> memberSweep;
  private EventClock clock;

  /**
   * Holds what the stage goes by.
   *
   * @param window how long before and after a basket its points may be booked, in ms
   * @param pointsPatience how long a basket without points waits after that, in ms of the wall
   *     clock
   * @param remembered how long events are known that come again, in ms
   * @param profiles what is known of members
   * @param purchases makes the events that leave
   * @param skipped describes points that are late
   */
  record Rules(
      long window,
      long pointsPatience,
      long remembered,
      Profiles profiles,
      EnrichedPurchases purchases,
      SkippedEvents skipped) {
    Baskets of(MemberBaskets state) {
      return new Baskets(state, window, remembered);
    }
  }

  Enrichment(Rules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
    baskets = context.getStateStore(BASKETS);
    members = context.getStateStore(PROFILES);
    basketSweep = new Sweep<>(baskets, state -> rules.of(state).isEmpty());
    memberSweep =
        new Sweep<>(
            members, profile -> profile.getEnrolment() == null && profile.getOffers().isEmpty());
    clock = new EventClock(findDeadlines(), context.currentSystemTimeMs(), rules.pointsPatience());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  /** Finds who waits, in the state that is left; returns the event time that it shows. */
  private long findDeadlines() {
    long latest = 0;
    try (KeyValueIterator<String, MemberBaskets> all = baskets.all()) {
      while (all.hasNext()) {
        KeyValue<String, MemberBaskets> one = all.next();
        OptionalLong until = rules.of(one.value).waitsUntil();
        if (until.isPresent()) {
          deadlines.set(one.key, until.getAsLong());
          latest = Math.max(latest, until.getAsLong() - rules.window());
        }
      }
    }
    return latest;
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    clock.advance(context.currentStreamTimeMs(), context.currentSystemTimeMs());
    release();
    long now = clock.now();
    if (record.value() instanceof PurchaseTransaction purchase) {
      basket(record.key(), purchase, record.timestamp(), now);
    } else if (record.value() instanceof PointsCollected points) {
      points(record.key(), points, record.timestamp(), now);
    } else {
      profile(record.key(), record.value(), record.timestamp(), now);
    }
  }

  private void basket(String member, PurchaseTransaction purchase, long at, long now) {
    Baskets of = rules.of(state(member));
    if (of.add(purchase, at, now)) {
      settle(member, of);
    }
  }

  private void points(String member, PointsCollected points, long at, long now) {
    Baskets of = rules.of(state(member));
    switch (of.add(points, at, now)) {
      case COUNTED -> settle(member, of);
      case LATE -> {
        late(points);
        settle(member, of);
      }
      case REPEATED -> {}
    }
  }

  private void late(PointsCollected points) {
    var place = SkippedEvents.Place.of(context.recordMetadata().orElseThrow());
    forward(
        points.getMemberId(),
        rules.skipped().late(points, place, "its basket has left without these points"),
        points.getOccurredAt().toEpochMilli());
  }

  private void profile(String member, SpecificRecord event, long at, long now) {
    MemberProfile profile = members.get(member);
    MemberProfile changed = profile == null ? Profiles.none() : profile;
    rules.profiles().offers(changed).forget(clock.over());
    rules.profiles().take(changed, event, at, now);
    members.put(member, changed);
  }

  private MemberBaskets state(String member) {
    MemberBaskets state = baskets.get(member);
    return state == null ? Baskets.none() : state;
  }

  /** Lets baskets leave that need not wait any longer, and keeps the state of the others. */
  private void settle(String member, Baskets of) {
    long over = clock.over();
    Baskets.Finished finished = of.poll(over, clock.now());
    if (finished != null) {
      MemberProfile profile = members.get(member);
      Instant receivedAt = Instant.ofEpochMilli(context.currentSystemTimeMs());
      for (; finished != null; finished = of.poll(over, clock.now())) {
        forward(
            member,
            rules.purchases().of(member, finished, profile, receivedAt),
            finished.basket().getAt());
      }
    }
    of.forget(over);
    baskets.put(member, of.isEmpty() ? null : of.state());
    OptionalLong until = of.waitsUntil();
    if (until.isPresent()) {
      deadlines.set(member, until.getAsLong());
    } else {
      deadlines.clear(member);
    }
  }

  private void release() {
    long over = clock.over();
    for (Optional<String> member = deadlines.passed(over);
        member.isPresent();
        member = deadlines.passed(over)) {
      settle(member.get(), rules.of(state(member.get())));
    }
  }

  private void tick(long wall) {
    // The stream time is that of records that this processor does not get, too.
    clock.tick(context.currentStreamTimeMs(), wall);
    release();
    long over = clock.over();
    basketSweep.slice(state -> rules.of(state).forget(over));
    memberSweep.slice(profile -> rules.profiles().offers(profile).forget(over));
  }

  private void forward(String member, SpecificRecord event, long at) {
    context.forward(new Record<>(member, event, at));
  }
}
