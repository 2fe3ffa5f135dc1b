package io.loyalty.benchmarks.stream;

import io.loyalty.events.LineItem;
import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Enrols so many members once each, and pays anonymous baskets after that, whose keys are in all
 * partitions.
 *
 * @param members the number of members
 */
record EnrolmentLoad(int members) implements StageLoad {
  private static final long SEED = 84_51;

  @Override
  public Set<Class<? extends SpecificRecord>> inputs() {
    return Set.of(MemberEnrolled.class, PurchaseTransaction.class);
  }

  @Override
  public Class<? extends SpecificRecord> output() {
    return PurchaseEnriched.class;
  }

  @Override
  public Iterator<SpecificRecord> events(Instant first) {
    var random = new SplittableRandom(SEED);
    return Stream.concat(
            Stream.iterate(0, member -> member + 1)
                .limit(members)
                .map(member -> (SpecificRecord) enrolled(id(random), first, member)),
            Stream.iterate(0, basket -> basket + 1)
                .map(basket -> basket(id(random), first, basket)))
        .iterator();
  }

  @Override
  public Optional<SpecificRecord> plain(SpecificRecord event) {
    return Optional.empty();
  }

  private static UUID id(SplittableRandom random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static MemberEnrolled enrolled(UUID id, Instant at, int member) {
    return MemberEnrolled.newBuilder()
        .setEventId(id)
        .setOccurredAt(at)
        .setOccurredAtOffset(60)
        .setReceivedAt(at)
        .setSource("/app/ios")
        .setMemberId("M-" + member)
        .setEnrolledOn(LocalDate.of(2026, 1, 20))
        .setChannel("IOS")
        .setBirthDate(LocalDate.of(1940 + member % 70, 6, 15))
        .build();
  }

  private static PurchaseTransaction basket(UUID id, Instant at, int basket) {
    return PurchaseTransaction.newBuilder()
        .setEventId(id)
        .setOccurredAt(at)
        .setOccurredAtOffset(60)
        .setReceivedAt(at)
        .setSource("/pos/1")
        .setTransactionId("T-" + basket)
        .setStoreId("S-" + basket)
        .setTransactionType("SALE")
        .setCurrency("EUR")
        .setTotalAmount(new BigDecimal("12.50"))
        .setLineItems(List.<LineItem>of())
        .build();
  }
}
