package io.loyalty.endtoend.event;

import io.loyalty.events.LineItem;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.pipeline.DeadLetter;
import io.loyalty.pipeline.Violation;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes a day of three tills, each with faults of its own: {@link #MIXED} sends 3 % of its amounts
 * with a wrong scale, some events twice, and nothing from 14 o'clock on; {@link #LATE} is two hours
 * late, and the clock of {@link #AHEAD} five minutes ahead.
 */
public final class FaultyTills {
  public static final String MIXED = "/pos/319";
  public static final String LATE = "/pos/320";
  public static final String AHEAD = "/pos/321";

  /** Is in each refused event, and must be on no page. */
  public static final String ADDRESS = "kim.beispiel@example.com";

  private static final BigDecimal AMOUNT = new BigDecimal("9.99");
  private static final int SECONDS_BETWEEN = 30;
  private static final int OPENS = 8;
  private static final int SILENT_FROM = 14;
  private static final int CLOSES = 20;

  private final Instant day;
  private final Random random;
  private final BiConsumer<String, SpecificRecord> topics;

  /**
   * Makes a day.
   *
   * @param day its beginning
   * @param random chooses which events have a fault
   * @param topics takes each record with its key
   */
  public FaultyTills(Instant day, Random random, BiConsumer<String, SpecificRecord> topics) {
    this.day = day;
    this.random = random;
    this.topics = topics;
  }

  /** Writes the day. */
  public void write() {
    for (Instant at = hour(OPENS);
        at.isBefore(hour(CLOSES));
        at = at.plusSeconds(SECONDS_BETWEEN)) {
      Instant now = at;
      if (at.isBefore(hour(SILENT_FROM))) {
        mixed(now);
      }
      sell(LATE, now, Duration.ofHours(2).plusMillis(random.nextInt(600_000)));
      sell(AHEAD, now, Duration.ofMinutes(-5).plusMillis(random.nextInt(4_000)));
    }
  }

  private Instant hour(int hour) {
    return day.plus(Duration.ofHours(hour));
  }

  private void mixed(Instant at) {
    int fate = random.nextInt(100);
    if (fate < 3) {
      refuse(at);
      return;
    }
    PurchaseTransaction sold = sell(MIXED, at, Duration.ofMillis(200 + random.nextInt(3_000)));
    if (fate < 8) {
      topics.accept(sold.getStoreId(), again(sold));
    }
  }

  private static PurchaseTransaction again(PurchaseTransaction sold) {
    Instant later = sold.getReceivedAt().plusSeconds(20);
    return PurchaseTransaction.newBuilder(sold).setReceivedAt(later).build();
  }

  private PurchaseTransaction sell(String till, Instant at, Duration lateness) {
    int fate = random.nextInt(100);
    Supplier<BigDecimal> total = () -> fate < 2 ? new BigDecimal("10.00") : AMOUNT;
    PurchaseTransaction sold =
        PurchaseTransaction.newBuilder()
            .setEventId(new UUID(random.nextLong(), random.nextLong()))
            .setOccurredAt(at)
            .setOccurredAtOffset(0)
            .setReceivedAt(at.plus(lateness).truncatedTo(ChronoUnit.MICROS))
            .setSource(till)
            .setTransactionId("t-" + random.nextLong())
            .setStoreId("s-" + random.nextInt(30))
            .setTransactionType("SALE")
            .setCurrency("EUR")
            .setTotalAmount(total.get())
            .setUnmapped(fate == 2 ? "{\"cashier\": 7}" : null)
            .setLineItems(
                List.of(
                    LineItem.newBuilder()
                        .setProductId("tea")
                        .setQuantity(new BigDecimal("1.000"))
                        .setAmount(AMOUNT)
                        .setDiscountAmount(BigDecimal.ZERO.setScale(2))
                        .build()))
            .build();
    topics.accept(sold.getStoreId(), sold);
    return sold;
  }

  private void refuse(Instant at) {
    String original =
        """
        {"specversion": "1.0", "id": "%s", "type": "purchase-transaction", "source": "%s", "time": "%s",
         "data": {"storeId": "s-1", "totalAmount": 9.999, "email": "%s"}}"""
            .formatted(new UUID(random.nextLong(), random.nextLong()), MIXED, at, ADDRESS);
    String id = "%064x".formatted(random.nextLong() & Long.MAX_VALUE);
    topics.accept(
        id,
        DeadLetter.newBuilder()
            .setDeadLetterId(id)
            .setRejectedAt(at)
            .setStation("validate")
            .setReason("invalid")
            .setEventType("purchase-transaction")
            .setSource(MIXED)
            .setViolations(
                List.of(
                    new Violation(
                        "/data/totalAmount", "decimal-scale", "2 digits after the point", "9.999")))
            .setOriginal(ByteBuffer.wrap(original.getBytes(StandardCharsets.UTF_8)))
            .setOriginalKind("EVENT")
            .setServiceVersion("ingestion-service test")
            .build());
  }
}
