package io.loyalty.endtoend.console;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the purchases of two tills, of which one says "VERKAUF" where the contract says SALE. */
final class BrokenTill {
  static final String SOURCE = "/pos/319";
  static final int REFUSED = 30;
  static final int TAKEN = 20;

  /** This makes its purchases valid. */
  static final String PATCH =
      "[{\"op\": \"replace\", \"path\": \"/data/transactionType\", \"value\": \"SALE\"}]";

  private static final String SCRIPT = "<script>document.title='owned'</script>";

  private BrokenTill() {}

  /** Returns what both tills send. */
  static List<SampleMessage> purchases() {
    List<SampleMessage> messages = new ArrayList<>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < TAKEN; i++) {
      messages.add(purchase("/pos/1", now.minusSeconds(i), "SALE", "r-" + i));
    }
    for (int i = 0; i < REFUSED; i++) {
      messages.add(purchase(SOURCE, now.minusSeconds(i), "VERKAUF", "v-" + i));
    }
    return messages;
  }

  /** Returns a purchase with markup wherever it can have some. */
  static SampleMessage attack() {
    return purchase(attacker(), Instant.now(), SCRIPT, SCRIPT);
  }

  /** Returns the source of {@link #attack()}. */
  static String attacker() {
    return "/pos/" + SCRIPT;
  }

  /** Returns a text as it stands in a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static SampleMessage purchase(String source, Instant at, String type, String receipt) {
    String id = UUID.randomUUID().toString();
    String json =
        """
        {"specversion":"1.0","id":"%s","type":"purchase-transaction","source":"%s","time":"%s",\
        "data":{"transactionId":"%s","storeId":"s-7","memberId":"m-1","transactionType":"%s","currency":"EUR",\
        "totalAmount":4.50,"lineItems":[{"productId":"tea","quantity":1,"amount":4.50,"discountAmount":0}]}}"""
            .formatted(id, source, at, receipt, type);
    return new SampleMessage(
        json, List.of(new SampleEvent(id, "purchase-transaction", json, Optional.empty())));
  }
}
