package io.loyalty.stream.fraud.rule;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.stream.fraud.state.Redemption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Finds members that redeem too often within a time. Stateless and thread-safe. */
final class ManyRedemptions implements MemberRule {
  private static final String NO_SUBJECT = "";
  private static final int BASE = 40;
  private static final int POINTS_SPENT = 20;
  private static final int SEVERAL_STORES = 20;

  private final Burst burst;

  ManyRedemptions(FraudProperties.Redemptions settings) {
    this.burst = new Burst(settings.within(), settings.limit());
  }

  @Override
  public FraudRule rule() {
    return FraudRule.MANY_REDEMPTIONS;
  }

  @Override
  public boolean concerns(Class<? extends SpecificRecord> type) {
    return type == RewardRedeemed.class || type == CouponRedeemed.class;
  }

  @Override
  public void look(MemberHistory history, Consumer<Suspicion> found) {
    Timeline<Redemption> redemptions = history.redemptions();
    burst
        .find(
            redemptions.items(),
            redemptions::at,
            begin -> history.isReported(rule(), NO_SUBJECT, begin, burst.within()))
        .ifPresent(
            many -> {
              history.report(rule(), NO_SUBJECT, redemptions.at(many.get(0)));
              found.accept(suspicion(history, many));
            });
  }

  private Suspicion suspicion(MemberHistory history, List<Redemption> many) {
    List<Evidence> evidence = many.stream().map(history::evidence).toList();
    long stores =
        many.stream().map(Redemption::getStoreId).filter(Objects::nonNull).distinct().count();
    int score = BASE;
    score += many.stream().anyMatch(Redemption::getReward) ? POINTS_SPENT : 0;
    score += stores > 1 ? SEVERAL_STORES : 0;
    return new Suspicion(
        rule(),
        List.of(history.memberId(), evidence.get(0).id()),
        score,
        history.subject(Suspicion.Subject.common(many.stream().map(Redemption::getStoreId))),
        evidence,
        Duration.ZERO);
  }
}
