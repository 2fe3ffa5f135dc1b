package io.loyalty.stream.activity;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.LineItem;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.OfferViewed;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.events.StoreActivity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Makes events of stores and offers, and counts them as SQL over the warehouse would. */
public final class Sales {
  private Sales() {}

  public static PurchaseTransaction purchase(
      String store, Instant at, String currency, String... amounts) {
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    List<LineItem> lines = new ArrayList<>();
    for (String amount : amounts) {
      var exact = new BigDecimal(amount).setScale(2);
      total = total.add(exact);
      lines.add(
          LineItem.newBuilder()
              .setProductId("p-" + amount)
              .setQuantity(new BigDecimal(exact.signum() < 0 ? "-1.500" : "1.500"))
              .setAmount(exact)
              .setDiscountAmount(BigDecimal.ZERO.setScale(2))
              .build());
    }
    UUID id = UUID.randomUUID();
    return PurchaseTransaction.newBuilder()
        .setEventId(id)
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/pos/" + store)
        .setTransactionId("t-" + id)
        .setStoreId(store)
        .setTransactionType(total.signum() < 0 ? "RETURN" : "SALE")
        .setCurrency(currency)
        .setTotalAmount(total)
        .setLineItems(lines)
        .build();
  }

  public static PurchaseTransaction of(PurchaseTransaction purchase, String member) {
    return PurchaseTransaction.newBuilder(purchase).setMemberId(member).build();
  }

  public static RewardRedeemed reward(String store, Instant at, long points) {
    return RewardRedeemed.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/app/ios")
        .setMemberId("m-1")
        .setRedemptionId("r-1")
        .setRewardId("mug")
        .setPointsSpent(points)
        .setStoreId(store)
        .build();
  }

  public static CouponRedeemed coupon(String store, Instant at) {
    return CouponRedeemed.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/pos/1")
        .setMemberId("m-1")
        .setCouponCode("c-1")
        .setCampaignId("spring")
        .setStoreId(store)
        .build();
  }

  public static OfferReceived received(String offer, Instant at) {
    return OfferReceived.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/crm")
        .setMemberId("m-1")
        .setOfferId(offer)
        .build();
  }

  public static OfferViewed viewed(String offer, Instant at) {
    return OfferViewed.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/app/ios")
        .setMemberId("m-1")
        .setOfferId(offer)
        .build();
  }

  public static OfferCompleted completed(String offer, Instant at, String amount) {
    return OfferCompleted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/crm")
        .setMemberId("m-1")
        .setOfferId(offer)
        .setRewardAmount(new BigDecimal(amount))
        .build();
  }

  /** Returns purchases at random moments of a time, in its order. */
  public static List<PurchaseTransaction> day(
      Random random, Instant from, Instant to, int stores, int count) {
    List<Instant> moments =
        random
            .longs(count, from.toEpochMilli() * 1_000, to.toEpochMilli() * 1_000)
            .sorted()
            .mapToObj(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
            .toList();
    List<PurchaseTransaction> day = new ArrayList<>();
    for (Instant moment : moments) {
      String store = "store-" + random.nextInt(stores);
      String currency = random.nextInt(5) == 0 ? "CHF" : "EUR";
      String sign = random.nextInt(10) == 0 ? "-" : "";
      String[] amounts =
          random
              .ints(1 + random.nextInt(4), 1, 99_999)
              .mapToObj(cents -> sign + BigDecimal.valueOf(cents, 2).toPlainString())
              .toArray(String[]::new);
      PurchaseTransaction purchase = purchase(store, moment, currency, amounts);
      day.add(random.nextBoolean() ? of(purchase, "m-" + random.nextInt(50)) : purchase);
    }
    return day;
  }

  /**
   * Returns, for each store, minute and currency, {@code SELECT count(*), sum(total_amount) ...
   * GROUP BY store_id, date_trunc('minute', occurred_at), currency}, as text.
   */
  public static Map<String, String> grouped(Collection<PurchaseTransaction> purchases) {
    Map<String, List<PurchaseTransaction>> groups = new TreeMap<>();
    Set<UUID> seen = new HashSet<>();
    for (PurchaseTransaction each : purchases) {
      if (seen.add(each.getEventId())) {
        Instant minute = each.getOccurredAt().truncatedTo(ChronoUnit.MINUTES);
        groups
            .computeIfAbsent(
                "%s %s %s".formatted(each.getStoreId(), minute, each.getCurrency()),
                key -> new ArrayList<>())
            .add(each);
      }
    }
    Map<String, String> rows = new TreeMap<>();
    groups.forEach(
        (key, group) -> {
          long returns =
              group.stream().filter(each -> each.getTransactionType().equals("RETURN")).count();
          rows.put(
              key,
              "sales %d, returns %d, identified %d, revenue %s, returned %s, lines %d, quantity %s"
                  .formatted(
                      group.size() - returns,
                      returns,
                      group.stream().filter(each -> each.getMemberId() != null).count(),
                      sum(group.stream().map(PurchaseTransaction::getTotalAmount).toList(), 2),
                      sum(
                          group.stream()
                              .filter(each -> each.getTransactionType().equals("RETURN"))
                              .map(PurchaseTransaction::getTotalAmount)
                              .toList(),
                          2),
                      group.stream().mapToInt(each -> each.getLineItems().size()).sum(),
                      sum(
                          group.stream()
                              .flatMap(each -> each.getLineItems().stream())
                              .map(LineItem::getQuantity)
                              .toList(),
                          3)));
        });
    return rows;
  }

  private static BigDecimal sum(List<BigDecimal> numbers, int scale) {
    return numbers.stream().reduce(BigDecimal.ZERO.setScale(scale), BigDecimal::add);
  }

  /** Returns the same of what the stage has derived; fails where a minute is there twice. */
  public static Map<String, String> rows(Collection<StoreActivity> events) {
    Map<String, String> rows = new TreeMap<>();
    for (StoreActivity each : events) {
      String key =
          "%s %s %s".formatted(each.getStoreId(), each.getOccurredAt(), each.getCurrency());
      String row =
          "sales %d, returns %d, identified %d, revenue %s, returned %s, lines %d, quantity %s"
              .formatted(
                  each.getSales(),
                  each.getReturns(),
                  each.getIdentified(),
                  each.getRevenue(),
                  each.getReturned(),
                  each.getLines(),
                  each.getQuantity());
      if (rows.put(key, row) != null) {
        throw new AssertionError(key + " was derived twice");
      }
    }
    return rows;
  }
}
