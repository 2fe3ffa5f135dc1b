package io.loyalty.ingestion.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Tests that an event allocates no more than its record and one reading of its tokens. */
class GarbageTest {
  private static final byte[] PURCHASE =
      """
      {"specversion":"1.0","id":"0b7a3f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b","type":"purchase-transaction",
       "source":"/pos/319","time":"2026-05-01T12:30:27Z","data":{"transactionId":"B-31198705046","storeId":"319",
       "memberId":"H-906","currency":"USD","totalAmount":1.50,"lineItems":[{"productId":"1075313","description":"TUNA",
       "category":"GROCERY","quantity":1,"amount":1.50,"discountAmount":0.29}]}}"""
          .getBytes(StandardCharsets.UTF_8);
  private static final JsonFactory JACKSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.threadLocalPool()).build();
  private static final int EVENTS = 20_000;

  /** Counts the headers of the arrays of key and value and of the object that holds them. */
  private static final int HEADERS = 80;

  private final EnvelopeReader reader = new EnvelopeReader(EnvelopeProperties.defaults());
  private final RecordValidator validator = validator();

  @Test
  void leavesNoMoreThanTokensAndOutput() {
    long output = output(validated());

    long tokens = allocatedPerEvent(GarbageTest::readTokens);
    long all = allocatedPerEvent(this::validated);

    assertThat(all).isLessThanOrEqualTo(tokens + output);
  }

  @Test
  void validatingLeavesOnlyTheOutput() {
    var envelope = ((Opened.Event) reader.open(PURCHASE).get(0)).envelope();
    long output = output(validated());

    assertThat(allocatedPerEvent(() -> validator.validate(envelope, Contracts.RECEIVED)))
        .isLessThanOrEqualTo(output + HEADERS);
  }

  private Validated validated() {
    var opened = (Opened.Event) reader.open(PURCHASE).get(0);
    return validator.validate(opened.envelope(), Contracts.RECEIVED);
  }

  private static long output(Validated validated) {
    Validated.Valid valid = Contracts.valid(validated);
    return (long) valid.key().length + valid.value().length;
  }

  private static void readTokens() {
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), PURCHASE)) {
      while (parser.nextToken() != null) {}
    }
  }

  private static long allocatedPerEvent(Runnable event) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < EVENTS; i++) {
        event.run();
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / EVENTS);
    }
    return least;
  }

  private static RecordValidator validator() {
    EventCatalogue catalogue = EventCatalogue.fromClasspath();
    Map<String, Integer> ids =
        catalogue.eventTypes().stream().collect(Collectors.toMap(EventType::name, each -> 1));
    return new RecordValidator(catalogue, ids, RecordProperties.defaults(), Contracts.CLOCK);
  }
}
