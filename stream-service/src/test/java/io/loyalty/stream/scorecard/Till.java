package io.loyalty.stream.scorecard;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.LineItem;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.pipeline.DeadLetter;
import io.loyalty.pipeline.Violation;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes what a till sends, and what becomes of it when it is refused. */
final class Till {
  private static final BigDecimal AMOUNT = new BigDecimal("9.99");

  private Till() {}

  static PurchaseTransaction.Builder sale(Random random, String source, Instant at) {
    return PurchaseTransaction.newBuilder()
        .setEventId(new UUID(random.nextLong(), random.nextLong()))
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource(source)
        .setTransactionId("t-" + random.nextLong())
        .setStoreId("s-" + random.nextInt(20))
        .setTransactionType("SALE")
        .setCurrency("EUR")
        .setTotalAmount(AMOUNT)
        .setLineItems(
            List.of(
                LineItem.newBuilder()
                    .setProductId("p-1")
                    .setQuantity(new BigDecimal("1.000"))
                    .setAmount(AMOUNT)
                    .setDiscountAmount(BigDecimal.ZERO.setScale(2))
                    .build()));
  }

  static PurchaseTransaction sale(Random random, String source, Instant at, Duration lateness) {
    return sale(random, source, at).setReceivedAt(at.plus(lateness)).build();
  }

  static CouponRedeemed coupon(Random random, String source, Instant at) {
    return CouponRedeemed.newBuilder()
        .setEventId(new UUID(random.nextLong(), random.nextLong()))
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource(source)
        .setMemberId("m-1")
        .setCouponCode("c-1")
        .setCampaignId("spring")
        .setStoreId("s-1")
        .build();
  }

  /** Returns a dead letter; violations are pairs of a rule and a path. */
  static DeadLetter refused(
      String id, String source, Instant at, String reason, String... violations) {
    List<Violation> broken = new ArrayList<>();
    for (int rule = 0; rule < violations.length; rule += 2) {
      broken.add(new Violation(violations[rule + 1], violations[rule], "a number", "***"));
    }
    return DeadLetter.newBuilder()
        .setDeadLetterId(id)
        .setRejectedAt(at)
        .setStation("validate")
        .setReason(reason)
        .setSource(source)
        .setViolations(broken)
        .setOriginal(ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)))
        .setOriginalKind("EVENT")
        .setServiceVersion("ingestion-service test")
        .build();
  }
}
