package io.loyalty.benchmarks.stream;

import io.loyalty.events.LineItem;
import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets 50,000 members shop: of the records, about 46 % are baskets, 38 % their points, and the rest
 * enrolments and offers. A tenth of the baskets is anonymous, points come within three seconds, and
 * one basket in twenty earns none, so that it waits until its window is over.
 */
final class EnrichmentLoad implements StageLoad {
  private static final Instant FIRST = Instant.parse("2026-01-20T12:00:00Z");
  private static final long STEP_MILLIS = 20;
  private static final long SEED = 84_51;
  private static final int MEMBERS = 50_000;
  private static final int OFFERS = 40;
  private static final int STORES = 500;
  private static final int MOST_LINES = 10;
  private static final long POINTS_WITHIN_MILLIS = 3_000;

  @Override
  public Set<Class<? extends SpecificRecord>> inputs() {
    return Set.of(
        PurchaseTransaction.class,
        PointsCollected.class,
        MemberEnrolled.class,
        OfferReceived.class,
        OfferCompleted.class);
  }

  @Override
  public Class<? extends SpecificRecord> output() {
    return PurchaseEnriched.class;
  }

  @Override
  public Iterator<SpecificRecord> events() {
    return new Shopping();
  }

  @Override
  public Optional<SpecificRecord> plain(SpecificRecord event) {
    if (!(event instanceof PurchaseTransaction purchase)) {
      return Optional.empty();
    }
    return Optional.of(
        PurchaseEnriched.newBuilder()
            .setEventId(UUID.randomUUID())
            .setOccurredAt(purchase.getOccurredAt())
            .setOccurredAtOffset(purchase.getOccurredAtOffset())
            .setReceivedAt(purchase.getReceivedAt())
            .setSource("/streams/enrichment")
            .setPurchaseId(purchase.getEventId())
            .setTransactionId(purchase.getTransactionId())
            .setStoreId(purchase.getStoreId())
            .setMemberId(purchase.getMemberId())
            .setTransactionType(purchase.getTransactionType())
            .setCurrency(purchase.getCurrency())
            .setTotalAmount(purchase.getTotalAmount())
            .setLineCount(purchase.getLineItems().size())
            .setOpenOffers(List.of())
            .build());
  }

  /** Makes one event after the other; the time goes on by a step each. */
  private static final class Shopping implements Iterator<SpecificRecord> {
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final PriorityQueue<PointsCollected> booked =
        new PriorityQueue<>(Comparator.comparing(PointsCollected::getOccurredAt));
    private long step;

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public SpecificRecord next() {
      Instant now = FIRST.plusMillis(step++ * STEP_MILLIS);
      if (!booked.isEmpty() && !booked.peek().getOccurredAt().isAfter(now)) {
        return booked.poll();
      }
      int kind = random.nextInt(100);
      if (kind < 8) {
        return enrolled(now);
      } else if (kind < 20) {
        return received(now);
      } else if (kind < 25) {
        return completed(now);
      }
      return basket(now);
    }

    private PurchaseTransaction basket(Instant now) {
      String member = random.nextInt(10) == 0 ? null : member();
      boolean sold = random.nextInt(25) > 0;
      String receipt = "T-" + Long.toString(random.nextLong() >>> 1, 36);
      List<LineItem> lines = new ArrayList<>();
      BigDecimal total = BigDecimal.ZERO.setScale(2);
      for (int line = 1 + random.nextInt(MOST_LINES); line > 0; line--) {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(5_000), 2);
        total = total.add(amount);
        lines.add(line(amount));
      }
      if (sold && member != null && random.nextInt(20) > 0) {
        booked.add(points(member, receipt, now.plusMillis(random.nextLong(POINTS_WITHIN_MILLIS))));
      }
      return PurchaseTransaction.newBuilder()
          .setEventId(id())
          .setOccurredAt(now)
          .setOccurredAtOffset(60)
          .setReceivedAt(now)
          .setSource("/pos/319")
          .setTransactionId(receipt)
          .setStoreId("S-" + random.nextInt(STORES))
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

    private MemberEnrolled enrolled(Instant now) {
      return MemberEnrolled.newBuilder()
          .setEventId(id())
          .setOccurredAt(now)
          .setOccurredAtOffset(60)
          .setReceivedAt(now)
          .setSource("/app/ios")
          .setMemberId(member())
          .setEnrolledOn(LocalDate.of(2026, 1, 20))
          .setChannel("IOS")
          .setBirthDate(LocalDate.of(1940 + random.nextInt(70), 6, 15))
          .build();
    }

    private OfferReceived received(Instant now) {
      return OfferReceived.newBuilder()
          .setEventId(id())
          .setOccurredAt(now)
          .setOccurredAtOffset(60)
          .setReceivedAt(now)
          .setSource("/campaigns")
          .setMemberId(member())
          .setOfferId("O-" + random.nextInt(OFFERS))
          .build();
    }

    private OfferCompleted completed(Instant now) {
      return OfferCompleted.newBuilder()
          .setEventId(id())
          .setOccurredAt(now)
          .setOccurredAtOffset(60)
          .setReceivedAt(now)
          .setSource("/campaigns")
          .setMemberId(member())
          .setOfferId("O-" + random.nextInt(OFFERS))
          .setRewardAmount(new BigDecimal("5.00"))
          .build();
    }

    private String member() {
      return "M-" + random.nextInt(MEMBERS);
    }

    private UUID id() {
      return new UUID(random.nextLong(), random.nextLong());
    }
  }
}
