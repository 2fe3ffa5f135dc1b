package io.loyalty.stream.fraud;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.fraud.rule.FraudRule;
import io.loyalty.stream.fraud.rule.MemberHistory;
import io.loyalty.stream.fraud.rule.MemberRule;
import io.loyalty.stream.fraud.rule.PointsWithoutPurchase;
import io.loyalty.stream.fraud.rule.Retention;
import io.loyalty.stream.fraud.rule.Suspicion;
import io.loyalty.stream.fraud.state.MemberState;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.SkippedEvents.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Asks the rules that look at one member at each of its events. All that they remember of a member
 * is one value: one read and one write for each event.
 *
 * <p>A purchase has not come when one is read that arrived after the time in which it might: so a
 * second run over the topics finds the same, however fast it is. When no purchase is read, the wall
 * clock tells.
 */
final class MemberEvents implements Processor<String, SpecificRecord, String, SpecificRecord> {
  static final String MEMBERS = "fraud-members";
  static final String PENDING = "fraud-pending-points";
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Is the place of the field in every event type. */
  private static final int RECEIVED_AT = 3;

  private final FraudProperties rules;
  private final Alerts alerts;
  private final SkippedEvents skipped;
  private final List<MemberRule> memberRules;
  private final PointsWithoutPurchase purchases;
  private final boolean awaitsPurchases;
  private final Retention retention;

  private ProcessorContext<String, SpecificRecord> context;
  private KeyValueStore<String, MemberState> members;
  private PendingPoints pending;
  private Sweep<MemberState> sweep;
  private long arrivedAt;
  private long purchaseReadAt;

  MemberEvents(FraudProperties rules, Alerts alerts, SkippedEvents skipped) {
    this.rules = rules;
    this.alerts = alerts;
    this.skipped = skipped;
    this.memberRules = rules.memberRules();
    this.purchases = new PointsWithoutPurchase(rules.pointsWithoutPurchase());
    this.awaitsPurchases = rules.evaluates(FraudRule.POINTS_WITHOUT_PURCHASE);
    this.retention = rules.retention();
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
    this.members = context.getStateStore(MEMBERS);
    this.pending = new PendingPoints(context.getStateStore(PENDING));
    this.sweep =
        new Sweep<>(
            members, state -> state.getArrivedAt() < arrivedAt - retention.members().toMillis());
    this.purchaseReadAt = context.currentSystemTimeMs();
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    SpecificRecord event = record.value();
    long arrived = ((Instant) event.get(RECEIVED_AT)).toEpochMilli();
    arrivedAt = Math.max(arrivedAt, arrived);
    if (event instanceof PurchaseTransaction purchase) {
      purchaseReadAt = context.currentSystemTimeMs();
      pending.removeDue(arrived, this::overdue);
      if (purchase.getMemberId() == null) {
        return;
      }
    }
    add(record.key(), event, arrived);
  }

  private void add(String member, SpecificRecord event, long arrived) {
    MemberState state = members.get(member);
    if (state == null) {
      state = MemberHistory.nothing();
      sweep.added();
    }
    MemberHistory history = history(member, state);
    history.forget(arrived);
    if (isAdded(member, history, event)) {
      for (MemberRule rule : memberRules) {
        if (rule.concerns(event.getClass())) {
          rule.look(history, this::emit);
        }
      }
      members.put(member, state);
    }
  }

  private MemberHistory history(String member, MemberState state) {
    return new MemberHistory(member, partition(), state, retention);
  }

  /** Returns false if the event is known already, or no rule needs it. */
  private boolean isAdded(String member, MemberHistory history, SpecificRecord event) {
    long offset = context.recordMetadata().orElseThrow().offset();
    if (event instanceof PurchaseTransaction purchase) {
      boolean isNew = history.add(purchase, offset);
      if (isNew && history.isReported(purchase)) {
        forward(
            skipped.late(
                purchase,
                Place.of(context.recordMetadata().orElseThrow()),
                FraudRule.POINTS_WITHOUT_PURCHASE.code()));
      }
      return isNew;
    }
    if (event instanceof PointsCollected points) {
      return isForPurchase(points) && isAdded(member, history, points, offset);
    }
    if (event instanceof RewardRedeemed reward) {
      return history.add(reward, offset);
    }
    if (event instanceof CouponRedeemed coupon) {
      return history.add(coupon, offset);
    }
    return history.add((DeviceLogin) event, offset);
  }

  private static boolean isForPurchase(PointsCollected points) {
    return points.getReason().equals("PURCHASE") && points.getTransactionId() != null;
  }

  private boolean isAdded(
      String member, MemberHistory history, PointsCollected event, long offset) {
    var points = history.add(event, offset);
    points
        .filter(added -> awaitsPurchases && !added.getSettled())
        .ifPresent(added -> pending.add(purchases.dueAt(added), event.getEventId(), member));
    return points.isPresent();
  }

  private void overdue(String member, UUID pointsId) {
    MemberState state = members.get(member);
    if (state == null) {
      return;
    }
    purchases
        .overdue(history(member, state), pointsId)
        .ifPresent(
            found -> {
              members.put(member, state);
              emit(found);
            });
  }

  private void tick(long now) {
    if (now - purchaseReadAt >= rules.idle().toMillis()) {
      pending.removeDue(now, this::overdue);
    }
    sweep.next();
  }

  private void emit(Suspicion found) {
    alerts.of(found).ifPresent(this::forward);
  }

  private void forward(SpecificRecord event) {
    // Key and time are those of its contract: whatever is written gets them.
    context.forward(new Record<>("", event, Math.max(0, context.currentStreamTimeMs())));
  }

  private int partition() {
    // All topics of members have as many partitions, so this is that of each of the events.
    return context.taskId().partition();
  }
}
