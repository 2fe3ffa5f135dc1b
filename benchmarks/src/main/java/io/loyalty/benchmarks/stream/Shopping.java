package io.loyalty.benchmarks.stream;

import io.loyalty.events.LineItem;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets 50,000 members shop: makes one event after the other, the same at each run, and the time
 * goes on by a step each. A tenth of the baskets is anonymous, points come within three seconds,
 * and one basket in twenty earns none.
 */
final class Shopping implements Iterator<SpecificRecord> {
  private static final long STEP_MILLIS = 20;
  private static final long SEED = 84_51;
  private static final int MEMBERS = 50_000;
  private static final int STORES = 500;
  private static final int MOST_LINES = 10;
  private static final long POINTS_WITHIN_MILLIS = 3_000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final PriorityQueue<PointsCollected> booked =
      new PriorityQueue<>(Comparator.comparing(PointsCollected::getOccurredAt));
  private final Instant first;
  private final Others others;
  private final boolean earnsPoints;
  private long step;

  /** Says what happens besides baskets and their points. */
  interface Others {
    /** Returns what happens at this time, or nothing if a basket is paid. */
    Optional<SpecificRecord> next(Shopping shopping, Instant now);
  }

  Shopping(Instant first, Others others) {
    this(first, others, true);
  }

  private Shopping(Instant first, Others others, boolean earnsPoints) {
    this.first = first;
    this.others = others;
    this.earnsPoints = earnsPoints;
  }

  /** Lets members shop whose baskets earn no points. */
  static Shopping withoutPoints(Instant first, Others others) {
    return new Shopping(first, others, false);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SpecificRecord next() {
    Instant now = first.plusMillis(step++ * STEP_MILLIS);
    if (!booked.isEmpty() && !booked.peek().getOccurredAt().isAfter(now)) {
      return booked.poll();
    }
    return others.next(this, now).orElseGet(() -> basket(now));
  }

  SplittableRandom random() {
    return random;
  }

  String member() {
    return "M-" + random.nextInt(MEMBERS);
  }

  String store() {
    return "S-" + random.nextInt(STORES);
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private PurchaseTransaction basket(Instant now) {
    return basket(now, "T-" + Long.toString(random.nextLong() >>> 1, 36));
  }

  PurchaseTransaction basket(Instant now, String receipt) {
    String member = random.nextInt(10) == 0 ? null : member();
    boolean sold = random.nextInt(25) > 0;
    int store = random.nextInt(STORES);
    List<LineItem> lines = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (int line = 1 + random.nextInt(MOST_LINES); line > 0; line--) {
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(5_000), 2);
      total = total.add(amount);
      lines.add(line(amount));
    }
    if (earnsPoints && sold && member != null && random.nextInt(20) > 0) {
      booked.add(points(member, receipt, now.plusMillis(random.nextLong(POINTS_WITHIN_MILLIS))));
    }
    return PurchaseTransaction.newBuilder()
        .setEventId(id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/pos/" + store)
        .setTransactionId(receipt)
        .setStoreId("S-" + store)
        .setMemberId(member)
        .setTransactionType(sold ? "SALE" : "RETURN")
        .setCurrency("EUR")
        .setTotalAmount(sold ? total : total.negate())
        .setLineItems(lines)
        .build();
  }

  private LineItem line(BigDecimal amount) {
    return LineItem.newBuilder()
        .setProductId("P-" + random.nextInt(5_000))
        .setDescription("Milk 1 l")
        .setCategory("DAIRY")
        .setQuantity(BigDecimal.ONE.setScale(3))
        .setUnitPrice(amount.setScale(4))
        .setAmount(amount)
        .setDiscountAmount(BigDecimal.ZERO.setScale(2))
        .build();
  }

  private PointsCollected points(String member, String receipt, Instant at) {
    return PointsCollected.newBuilder()
        .setEventId(id())
        .setOccurredAt(at)
        .setOccurredAtOffset(60)
        .setReceivedAt(at)
        .setSource("/ledger")
        .setMemberId(member)
        .setPoints(random.nextInt(500))
        .setReason("PURCHASE")
        .setTransactionId(receipt)
        .build();
  }
}
