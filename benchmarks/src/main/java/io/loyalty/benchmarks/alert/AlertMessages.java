package io.loyalty.benchmarks.alert;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes events of all types of 50,000 members. Among a hundred of them is one case of fraud, of two
 * kinds in turn: a receipt that is used at two stores, and a reward that is redeemed after three
 * failed logins. The events of a case are as far from each other as a hundred events allow.
 */
final class AlertMessages {
  private static final int BLOCK = 100;
  private static final int FAILURES = 3;
  private static final int MEMBERS = 50_000;
  private static final long SEED = 84_51;
  private static final Pattern MEMBER = Pattern.compile("\"memberId\":\"[^\"]*\"");

  private final Random random = new Random(SEED);
  private final SampleEvents samples = new SampleEvents(SEED, Instant.now());
  private final Set<UUID> planted = new TreeSet<>();
  private int cases;

  /** Returns so many messages, to be sent in this order. */
  List<SampleMessage> next(int count) {
    List<String> types = SampleEvents.types();
    List<SampleMessage> messages = new ArrayList<>();
    for (int from = 0; from < count; from += BLOCK) {
      List<SampleMessage> fraud = cases++ % 2 == 0 ? receipt() : logins();
      int each = (BLOCK - 1) / (fraud.size() - 1);
      for (int i = 0; i < BLOCK; i++) {
        messages.add(
            i % each == 0 && i / each < fraud.size()
                ? fraud.get(i / each)
                : anybody(samples.cloudEvent(types.get(i % types.size()))));
      }
    }
    return messages;
  }

  /** Returns the event of each case that completes it. */
  Set<UUID> planted() {
    return planted;
  }

  private SampleMessage anybody(SampleMessage sample) {
    String member = "\"memberId\":\"M-%d\"".formatted(random.nextInt(MEMBERS));
    SampleEvent event = sample.events().get(0);
    return message(event.id(), event.type(), MEMBER.matcher(sample.body()).replaceFirst(member));
  }

  private List<SampleMessage> receipt() {
    return List.of(purchase("S-1"), last(purchase("S-2")));
  }

  private SampleMessage purchase(String store) {
    return event(
        "purchase-transaction",
        """
        "transactionId":"twice-%d","storeId":"%s","currency":"EUR","totalAmount":12.50,"lineItems":[]"""
            .formatted(cases, store));
  }

  private List<SampleMessage> logins() {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < FAILURES; i++) {
      messages.add(
          event(
              "device-login",
              """
              "memberId":"victim-%1$d","deviceId":"thief-%1$d","platform":"WEB","succeeded":false"""
                  .formatted(cases)));
    }
    messages.add(
        last(
            event(
                "reward-redeemed",
                """
                "memberId":"victim-%1$d","redemptionId":"R-%1$d","rewardId":"MUG","pointsSpent":500"""
                    .formatted(cases))));
    return messages;
  }

  private SampleMessage last(SampleMessage message) {
    planted.add(UUID.fromString(message.events().get(0).id()));
    return message;
  }

  private SampleMessage event(String type, String data) {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    return message(
        id,
        type,
        """
        {"specversion":"1.0","id":"%s","type":"%s","source":"/fraud","time":"%s","data":{%s}}"""
            .formatted(id, type, Instant.now(), data));
  }

  private static SampleMessage message(String id, String type, String body) {
    return new SampleMessage(body, List.of(new SampleEvent(id, type, body, Optional.empty())));
  }
}
