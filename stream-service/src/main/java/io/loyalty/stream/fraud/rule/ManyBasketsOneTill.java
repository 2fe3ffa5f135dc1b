package io.loyalty.stream.fraud.rule;

import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.fraud.state.Basket;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds members that pay too many baskets at one till within a time: a cashier who scans a card of
 * his own where customers have none. Stateless and thread-safe.
 */
final class ManyBasketsOneTill implements MemberRule {
  private static final int SCORE = 60;

  private final Burst burst;

  ManyBasketsOneTill(FraudProperties.Tills settings) {
    this.burst = new Burst(settings.within(), settings.limit());
  }

  @Override
  public FraudRule rule() {
    return FraudRule.MANY_BASKETS_ONE_TILL;
  }

  @Override
  public boolean concerns(Class<? extends SpecificRecord> type) {
    return type == PurchaseTransaction.class;
  }

  @Override
  public void look(MemberHistory history, Consumer<Suspicion> found) {
    Timeline<Basket> baskets = history.baskets();
    List<Basket> sales = baskets.items().stream().filter(Basket::getSale).toList();
    if (sales.size() <= burst.limit()) {
      return;
    }
    for (String till : sales.stream().map(Basket::getSource).distinct().toList()) {
      burst
          .find(
              sales.stream().filter(sale -> sale.getSource().equals(till)).toList(),
              baskets::at,
              begin -> history.isReported(rule(), till, begin, burst.within()))
          .ifPresent(
              many -> {
                history.report(rule(), till, baskets.at(many.get(0)));
                found.accept(suspicion(history, many));
              });
    }
  }

  private Suspicion suspicion(MemberHistory history, List<Basket> many) {
    List<Evidence> evidence = many.stream().map(history::evidence).toList();
    return new Suspicion(
        rule(),
        List.of(history.memberId(), many.get(0).getSource(), evidence.get(0).id()),
        SCORE,
        history.subject(Suspicion.Subject.common(many.stream().map(Basket::getStoreId))),
        evidence,
        Duration.ZERO);
  }
}
