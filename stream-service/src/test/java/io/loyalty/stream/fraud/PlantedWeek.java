package io.loyalty.stream.fraud;

import io.loyalty.events.FraudEvidence;
import io.loyalty.events.FraudSuspected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.fraud.rule.FraudRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Generates a week of a loyalty programme, with cases of every rule and others that come near, and
 * the answer: who did what. The same seed gives the same week, event by event.
 *
 * <p>Events arrive within two minutes, some hours late; some come twice.
 */
public final class PlantedWeek {
  private static final int MEMBERS = 300;
  private static final int STORES = 20;
  private static final int DAYS = 7;
  private static final int RECEIVED_AT = 3;

  private final Instant firstDay;
  private final Random random;
  private final FraudEvents events;
  private final List<SpecificRecord> made = new ArrayList<>();
  private final List<Case> planted = new ArrayList<>();
  private int receipts;

  /**
   * Is a planted case.
   *
   * @param subject the member; of receipts that are used twice, the two events
   */
  public record Case(String rule, String subject) {
    public static Case of(FraudSuspected alert) {
      return new Case(
          alert.getRule(),
          alert.getRule().equals(FraudRule.RECEIPT_USED_TWICE.code())
              ? pair(alert.getEvidence().stream().map(FraudEvidence::getEvidenceId))
              : alert.getMemberId());
    }

    private static String pair(Stream<UUID> ids) {
      return ids.sorted().toList().toString();
    }
  }

  /** Plants cases into seven days from this time on. */
  public PlantedWeek(long seed, Instant firstDay) {
    this.firstDay = firstDay;
    this.random = new Random(seed);
    this.events = new FraudEvents(() -> new UUID(random.nextLong(), random.nextLong()));
    for (int member = 0; member < MEMBERS; member++) {
      live("m-" + member);
    }
    // Members of their own for each rule, out of those that also live as others do.
    for (int i = 0; i < 8; i++) {
      redeemOften("m-" + i, 11 + i);
      comeNearRedemptions("m-" + (10 + i));
      scanForOthers("m-" + (20 + i), 5 + i);
      comeNearBaskets("m-" + (30 + i));
      guessAndRedeem("m-" + (40 + i), 3 + i);
      comeNearLogins("m-" + (50 + i));
      inventPoints("m-" + (60 + i));
      returnAndKeep("m-" + (70 + i));
      comeNearReturns("m-" + (80 + i));
      useReceiptTwice("m-" + (90 + i), i);
    }
  }

  /** Returns the events in the order in which they arrive, some of them twice. */
  public List<SpecificRecord> events() {
    List<SpecificRecord> all = new ArrayList<>(made);
    for (SpecificRecord event : made) {
      long late = random.nextInt(50) == 0 ? random.nextInt(6 * 3600) : random.nextInt(120);
      event.put(RECEIVED_AT, ((Instant) event.get(1)).plusSeconds(late));
      if (random.nextInt(100) == 0) {
        all.add(event);
      }
    }
    all.sort(Comparator.comparing(event -> (Instant) event.get(RECEIVED_AT)));
    return all;
  }

  /** Returns the cases that are planted. */
  public List<Case> planted() {
    return planted;
  }

  private void live(String member) {
    for (int day = 0; day < DAYS; day++) {
      add(events.login(member, at(day, 6), "d-" + member, true));
      if (random.nextInt(3) == 0) {
        add(events.login(member, at(day, 7), "d-" + member + random.nextInt(2), false));
      }
      for (int hour = 8; hour < 20; hour += 6) {
        if (random.nextInt(3) == 0) {
          shop(member, at(day, hour));
        }
      }
      if (random.nextInt(10) == 0) {
        add(events.coupon(member, at(day, 12)));
      }
      if (random.nextInt(20) == 0) {
        add(events.reward(member, at(day, 13)));
        add(events.returned(member, at(day, 20), receipt(), till(), "3.00"));
      }
      add(events.sale(null, at(day, 9), receipt(), till()));
    }
  }

  private PurchaseTransaction shop(String member, Instant at) {
    String amount = 20 + random.nextInt(100) + ".00";
    PurchaseTransaction sale = events.sale(member, at, receipt(), till(), amount);
    add(sale);
    add(events.points(member, at.plusSeconds(random.nextInt(300)), sale.getTransactionId()));
    return sale;
  }

  private void redeemOften(String member, int times) {
    Instant begin = at(random.nextInt(DAYS), 15);
    for (int i = 0; i < times; i++) {
      add(events.coupon(member, begin.plusSeconds(i * 90L)));
    }
    plant(FraudRule.MANY_REDEMPTIONS, member);
  }

  private void comeNearRedemptions(String member) {
    Instant begin = at(random.nextInt(DAYS), 15);
    for (int i = 0; i < 9; i++) {
      add(events.coupon(member, begin.plusSeconds(i * 90L)));
    }
  }

  private void scanForOthers(String member, int baskets) {
    Instant begin = at(random.nextInt(DAYS), 15);
    for (int i = 0; i < baskets; i++) {
      Instant at = begin.plus(Duration.ofMinutes(12L * i));
      PurchaseTransaction sale = events.sale(member, at, receipt(), "100/9", "15.00");
      add(sale);
      add(events.points(member, at.plusSeconds(5), sale.getTransactionId()));
    }
    plant(FraudRule.MANY_BASKETS_ONE_TILL, member);
  }

  private void comeNearBaskets(String member) {
    Instant begin = at(random.nextInt(DAYS), 15);
    for (int i = 0; i < 4; i++) {
      add(events.sale(member, begin.plusSeconds(i * 600L), receipt(), "100/9", "15.00"));
    }
  }

  private void guessAndRedeem(String member, int failures) {
    Instant begin = at(random.nextInt(DAYS), 15);
    for (int i = 0; i < failures; i++) {
      add(events.login(member, begin.plusSeconds(i * 20L), "thief-" + member, false));
    }
    add(events.login(member, begin.plusSeconds(600), "thief-" + member, true));
    add(events.reward(member, begin.plusSeconds(900)));
    plant(FraudRule.REDEMPTION_AFTER_FAILED_LOGINS, member);
  }

  private void comeNearLogins(String member) {
    Instant begin = at(1 + random.nextInt(DAYS - 1), 15);
    for (int i = 0; i < 5; i++) {
      add(events.login(member, begin.plusSeconds(i * 20L), "d-" + member, false));
    }
    add(events.coupon(member, begin.plusSeconds(900)));
  }

  private void inventPoints(String member) {
    add(events.points(member, at(random.nextInt(DAYS), 15), receipt()));
    plant(FraudRule.POINTS_WITHOUT_PURCHASE, member);
  }

  private void returnAndKeep(String member) {
    int day = random.nextInt(DAYS - 2);
    PurchaseTransaction sale = events.sale(member, at(day, 10), receipt(), till(), "400.00");
    add(sale);
    add(events.points(member, sale.getOccurredAt().plusSeconds(9), sale.getTransactionId()));
    add(events.reward(member, at(day + 1, 10)));
    add(events.returned(member, at(day + 2, 10), receipt(), till(), "380.00"));
    plant(FraudRule.RETURN_AFTER_REDEMPTION, member);
  }

  private void comeNearReturns(String member) {
    PurchaseTransaction sale = events.sale(member, at(1, 10), receipt(), till(), "400.00");
    add(sale);
    add(events.points(member, sale.getOccurredAt().plusSeconds(9), sale.getTransactionId()));
    add(events.coupon(member, at(2, 10)));
    add(events.returned(member, at(3, 10), receipt(), till(), "150.00"));
  }

  private void useReceiptTwice(String member, int hours) {
    Instant at = at(random.nextInt(DAYS - 1), 11);
    PurchaseTransaction sale = events.sale(member, at, receipt(), "200/1", "30.00");
    PurchaseTransaction twin =
        events.sale(
            random.nextBoolean() ? member : null,
            at.plus(Duration.ofHours(hours)),
            sale.getTransactionId(),
            "201/" + hours,
            "31.00");
    add(sale);
    add(twin);
    planted.add(
        new Case(
            FraudRule.RECEIPT_USED_TWICE.code(),
            Case.pair(Stream.of(sale.getEventId(), twin.getEventId()))));
  }

  private void plant(FraudRule rule, String member) {
    planted.add(new Case(rule.code(), member));
  }

  private void add(SpecificRecord event) {
    made.add(event);
  }

  private String receipt() {
    return "R-" + receipts++;
  }

  private String till() {
    return "%d/%d".formatted(1 + random.nextInt(STORES), 1 + random.nextInt(4));
  }

  private Instant at(int day, int hour) {
    return firstDay
        .plus(Duration.ofDays(day))
        .plus(Duration.ofHours(hour))
        .plusSeconds(random.nextInt(3600));
  }
}
