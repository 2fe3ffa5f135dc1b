package io.loyalty.stream.fraud.rule;

import io.loyalty.events.DeviceLogin;
import io.loyalty.stream.fraud.state.Basket;
import io.loyalty.stream.fraud.state.Booking;
import io.loyalty.stream.fraud.state.Redemption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds baskets that are returned after points were spent that they had earned. A return does not
 * name its sale, so the sale is one that costs about as much. Stateless and thread-safe.
 */
final class ReturnAfterRedemption implements MemberRule {
  private static final int SCORE = 50;
  private static final int SCORE_IF_ALL = 80;

  private final FraudProperties.Returns settings;

  ReturnAfterRedemption(FraudProperties.Returns settings) {
    this.settings = settings;
  }

  /** Holds the chain of events before a return. */
  private record Chain(Basket sale, Booking points, Redemption redemption) {}

  @Override
  public FraudRule rule() {
    return FraudRule.RETURN_AFTER_REDEMPTION;
  }

  @Override
  public boolean concerns(Class<? extends SpecificRecord> type) {
    return type != DeviceLogin.class;
  }

  @Override
  public void look(MemberHistory history, Consumer<Suspicion> found) {
    for (Basket returned : history.baskets().items()) {
      if (returned.getSale() || returned.getAmount() == 0) {
        continue;
      }
      UUID id = EventRefs.id(returned.getEvent());
      long at = history.baskets().at(returned);
      if (history.isReported(rule(), id.toString(), at, Duration.ZERO)) {
        continue;
      }
      chain(history, returned, at)
          .ifPresent(
              chain -> {
                history.report(rule(), id.toString(), at);
                found.accept(suspicion(history, returned, chain));
              });
    }
  }

  private Optional<Chain> chain(MemberHistory history, Basket returned, long at) {
    List<Redemption> redemptions = history.redemptions().items();
    for (int i = redemptions.size() - 1; i >= 0; i--) {
      Redemption redemption = redemptions.get(i);
      long spentAt = history.redemptions().at(redemption);
      if (redemption.getReward() && spentAt <= at && spentAt >= at - Micros.of(settings.within())) {
        Optional<Chain> chain = earned(history, returned, redemption);
        if (chain.isPresent()) {
          return chain;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Chain> earned(MemberHistory history, Basket returned, Redemption redemption) {
    List<Basket> baskets = history.baskets().items();
    long spentAt = history.redemptions().at(redemption);
    for (int i = baskets.size() - 1; i >= 0; i--) {
      Basket sale = baskets.get(i);
      long soldAt = history.baskets().at(sale);
      if (sale.getSale()
          && soldAt <= spentAt
          && soldAt >= spentAt - Micros.of(settings.earnedWithin())
          && isOf(returned, sale)) {
        Optional<Booking> points = points(history, sale, spentAt);
        if (points.isPresent()) {
          return Optional.of(new Chain(sale, points.get(), redemption));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOf(Basket returned, Basket sale) {
    return returned.getAmount() <= sale.getAmount()
        && returned.getAmount() >= settings.share() * sale.getAmount();
  }

  private static Optional<Booking> points(MemberHistory history, Basket sale, long until) {
    return history.bookings().items().stream()
        .filter(points -> points.getTransactionId().equals(sale.getTransactionId()))
        .filter(points -> history.bookings().at(points) <= until)
        .findFirst();
  }

  private Suspicion suspicion(MemberHistory history, Basket returned, Chain chain) {
    boolean isAll = returned.getAmount() == chain.sale().getAmount();
    return new Suspicion(
        rule(),
        List.of(history.memberId(), EventRefs.id(returned.getEvent())),
        isAll ? SCORE_IF_ALL : SCORE,
        history.subject(returned.getStoreId()),
        List.of(
            history.evidence(chain.sale()),
            history.evidence(chain.points()),
            history.evidence(chain.redemption()),
            history.evidence(returned)),
        Duration.ZERO);
  }
}
