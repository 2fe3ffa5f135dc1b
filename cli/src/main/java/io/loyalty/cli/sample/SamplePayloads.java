package io.loyalty.cli.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates payloads as the platform describes them; optional fields are sometimes absent. */
final class SamplePayloads {
  static final List<String> TYPES =
      List.of(
          "purchase-transaction",
          "points-collected",
          "reward-redeemed",
          "coupon-redeemed",
          "offer-received",
          "offer-viewed",
          "offer-completed",
          "device-login",
          "push-notification-result",
          "member-enrolled");

  private final JsonMapper json;
  private final Random random;

  SamplePayloads(JsonMapper json, Random random) {
    this.json = json;
    this.random = random;
  }

  ObjectNode of(String type, Instant time) {
    return switch (type) {
      case "purchase-transaction" -> purchase();
      case "points-collected" -> points();
      case "reward-redeemed" ->
          store(member().put("redemptionId", id("R")).put("rewardId", one("MUG", "TOWEL", "CAKE")))
              .put("pointsSpent", 100 * (1 + random.nextInt(20)));
      case "coupon-redeemed" ->
          store(member().put("couponCode", id("C")).put("campaignId", campaign()));
      case "offer-received", "offer-viewed" -> offer();
      case "offer-completed" ->
          member().put("offerId", id("O")).put("rewardAmount", money(2_000, 2));
      case "device-login" -> login();
      case "push-notification-result" -> push();
      case "member-enrolled" -> enrolled(LocalDate.ofInstant(time, ZoneOffset.UTC));
      default -> throw new IllegalArgumentException(type);
    };
  }

  private ObjectNode purchase() {
    ObjectNode data = json.createObjectNode().put("transactionId", id("T")).put("storeId", shop());
    if (random.nextInt(10) > 0) {
      data.put("memberId", memberId());
    }
    if (random.nextInt(20) == 0) {
      data.put("transactionType", "RETURN");
    }
    ArrayNode items = json.createArrayNode();
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (int item = random.nextInt(5); item > 0; item--) {
      BigDecimal amount = money(5_000, 2);
      total = total.add(amount);
      items.add(lineItem(amount));
    }
    data.put("currency", one("EUR", "CHF", "SEK"));
    // The same digits are also valid as a string.
    if (random.nextBoolean()) {
      data.put("totalAmount", total);
    } else {
      data.put("totalAmount", total.toPlainString());
    }
    data.set("lineItems", items);
    return data;
  }

  private ObjectNode lineItem(BigDecimal amount) {
    ObjectNode item =
        json.createObjectNode()
            .put("productId", "P-" + random.nextInt(5_000))
            .put("quantity", money(9_000, 3))
            .put("amount", amount);
    if (random.nextBoolean()) {
      item.put("description", one("Crème brûlée", "Bread", "茶", "Milk 1 l"))
          .put("category", one("BAKERY", "DAIRY", "TEA"))
          .put("unitPrice", money(99_999, 4));
    }
    if (random.nextInt(4) == 0) {
      item.put("discountAmount", money(100, 2));
    }
    return item;
  }

  private ObjectNode points() {
    ObjectNode data = member();
    boolean correction = random.nextInt(10) == 0;
    data.put("points", (correction ? -1 : 1) * (1 + random.nextInt(500)));
    data.put("reason", correction ? "CORRECTION" : one("PURCHASE", "BONUS"));
    if (random.nextBoolean()) {
      data.put("transactionId", id("T"))
          .put("balanceAfter", 3_000_000_000L + random.nextInt(1_000));
    }
    return data;
  }

  private ObjectNode offer() {
    ObjectNode data = member().put("offerId", id("O"));
    if (random.nextBoolean()) {
      data.put("campaignId", campaign())
          .put("channel", one("EMAIL", "MOBILE", "SOCIAL", "WEB", "MAIL"));
    }
    return data;
  }

  private ObjectNode login() {
    ObjectNode data =
        member().put("deviceId", id("D")).put("platform", platform()).put("appVersion", "7.3.1");
    boolean succeeded = random.nextInt(10) > 0;
    data.put("succeeded", succeeded);
    return succeeded ? data : data.put("failureReason", "wrong password");
  }

  private ObjectNode push() {
    ObjectNode data =
        member()
            .put("notificationId", id("N"))
            .put("deviceId", id("D"))
            .put("platform", platform());
    String result = one("DELIVERED", "OPENED", "DISMISSED", "FAILED");
    data.put("result", result);
    return "FAILED".equals(result) ? data.put("failureReason", "token expired") : data;
  }

  private ObjectNode enrolled(LocalDate on) {
    ObjectNode data =
        member()
            .put("enrolledOn", on.toString())
            .put("channel", one("POS", "IOS", "ANDROID", "WEB"));
    if (random.nextBoolean()) {
      data.put("email", "member" + random.nextInt(100_000) + "@example.com")
          .put("firstName", one("Åsa", "Zoë", "Jan", "美咲"))
          .put("birthDate", LocalDate.of(1950 + random.nextInt(50), 2, 28).toString());
      data.set("attributes", json.createObjectNode().put("favouriteShop", shop()));
    }
    return data;
  }

  private ObjectNode member() {
    return json.createObjectNode().put("memberId", memberId());
  }

  private ObjectNode store(ObjectNode data) {
    return random.nextBoolean() ? data.put("storeId", shop()) : data;
  }

  private String memberId() {
    return "M-" + random.nextInt(400);
  }

  private String shop() {
    return "S-" + random.nextInt(40);
  }

  private String campaign() {
    return "CAMPAIGN-" + random.nextInt(12);
  }

  private String platform() {
    return one("IOS", "ANDROID", "WEB");
  }

  private String id(String prefix) {
    return prefix + "-" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
  }

  private BigDecimal money(int below, int scale) {
    return BigDecimal.valueOf(random.nextInt(below), scale);
  }

  private String one(String... values) {
    return values[random.nextInt(values.length)];
  }
}
