package io.loyalty.stream.fraud.rule;

import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.fraud.state.ReceiptState;
import io.loyalty.stream.fraud.state.Sighting;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds receipt numbers that stand for two purchases within a time. A sale and its return may share
 * a number. Stateless and thread-safe.
 */
public final class ReceiptUsedTwice {
  /** A purchase is compared with so many others of its number: those that arrived last. */
  private static final int MOST = 16;

  private static final int TWO_STORES = 90;
  private static final int TWO_TILLS = 70;
  private static final int ONE_TILL = 50;
  private static final int SENT_AGAIN = 20;

  private static final Comparator<Sighting> ORDER =
      Comparator.comparingLong(ReceiptUsedTwice::at)
          .thenComparingLong(Sighting::getIdHigh)
          .thenComparingLong(Sighting::getIdLow);

  private static final Comparator<Sighting> ARRIVAL =
      Comparator.comparingLong(Sighting::getArrivedAt).thenComparing(ORDER);

  private final Duration within;

  /** Creates the rule. */
  public ReceiptUsedTwice(FraudProperties.Receipts settings) {
    this.within = settings.within();
  }

  /** Returns how long a receipt has to be remembered. */
  public Duration within() {
    return within;
  }

  /** Adds a purchase to what is known of its receipt number; returns false if it is known. */
  public boolean add(ReceiptState receipt, Sighting purchase) {
    List<Sighting> known = receipt.getSightings();
    if (known.stream().anyMatch(each -> isSame(each, purchase))) {
      return false;
    }
    if (known.size() >= MOST) {
      known.remove(known.indexOf(Collections.min(known, ARRIVAL)));
    }
    known.add(purchase);
    return true;
  }

  /** Returns the case that this purchase, added before, completes. */
  public Optional<Suspicion> look(String number, ReceiptState receipt, Sighting purchase) {
    return receipt.getSightings().stream()
        .filter(other -> !isSame(other, purchase) && other.getSale() == purchase.getSale())
        .filter(other -> isWithin(at(other), at(purchase)))
        .min(ORDER)
        .map(other -> Stream.of(other, purchase).sorted(ORDER).toList())
        .filter(pair -> isNew(receipt, at(pair.get(0))))
        .map(
            pair -> {
              report(receipt.getReportedAt(), at(pair.get(0)));
              return suspicion(number, pair.get(0), pair.get(1));
            });
  }

  private static void report(List<Long> reportedAt, long begin) {
    if (reportedAt.size() >= MOST) {
      reportedAt.remove(0);
    }
    reportedAt.add(begin);
  }

  private boolean isNew(ReceiptState receipt, long begin) {
    return receipt.getReportedAt().stream().noneMatch(at -> isWithin(at, begin));
  }

  private boolean isWithin(long one, long other) {
    return Math.abs(one - other) <= Micros.of(within);
  }

  private static Suspicion suspicion(String number, Sighting first, Sighting second) {
    List<Evidence> evidence =
        Stream.of(first, second)
            .map(purchase -> Evidence.of(purchase, PurchaseTransaction.class))
            .toList();
    return new Suspicion(
        FraudRule.RECEIPT_USED_TWICE,
        List.of(number, evidence.get(0).id()),
        score(first, second),
        new Suspicion.Subject(
            Suspicion.Subject.common(Stream.of(first, second).map(Sighting::getMemberId)),
            Suspicion.Subject.common(Stream.of(first, second).map(Sighting::getStoreId))),
        evidence,
        Duration.ZERO);
  }

  private static int score(Sighting first, Sighting second) {
    if (!first.getStoreId().equals(second.getStoreId())) {
      return TWO_STORES;
    }
    if (!first.getSource().equals(second.getSource())) {
      return TWO_TILLS;
    }
    boolean isAlike =
        first.getOccurredAt() == second.getOccurredAt() && first.getAmount() == second.getAmount();
    return isAlike ? SENT_AGAIN : ONE_TILL;
  }

  private static boolean isSame(Sighting one, Sighting other) {
    return one.getIdHigh() == other.getIdHigh() && one.getIdLow() == other.getIdLow();
  }

  private static long at(Sighting purchase) {
    return EventRefs.at(purchase.getOccurredAt(), purchase.getArrivedAt());
  }
}
