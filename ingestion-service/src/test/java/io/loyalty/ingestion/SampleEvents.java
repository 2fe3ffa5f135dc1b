package io.loyalty.ingestion;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes events as the platform sends them. */
final class SampleEvents {
  private static final Map<String, String> DATA = data();

  private SampleEvents() {}

  private static Map<String, String> data() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put(
        "purchase-transaction",
        """
        {"transactionId":"t-1","storeId":"319","memberId":"m-1","currency":"EUR","totalAmount":12.50,
         "lineItems":[{"productId":"p-1","quantity":1.250,"unitPrice":"10.0000","amount":12.50}]}\
        """);
    data.put("points-collected", "{\"memberId\":\"m-1\",\"points\":7,\"reason\":\"BONUS\"}");
    data.put(
        "reward-redeemed",
        "{\"memberId\":\"m-1\",\"redemptionId\":\"r-1\",\"rewardId\":\"w-1\",\"pointsSpent\":100}");
    data.put(
        "coupon-redeemed", "{\"memberId\":\"m-1\",\"couponCode\":\"c-1\",\"campaignId\":\"k-1\"}");
    data.put("offer-received", "{\"memberId\":\"m-1\",\"offerId\":\"o-1\",\"channel\":\"EMAIL\"}");
    data.put("offer-viewed", "{\"memberId\":\"m-1\",\"offerId\":\"o-1\"}");
    data.put(
        "offer-completed", "{\"memberId\":\"m-1\",\"offerId\":\"o-1\",\"rewardAmount\":\"2.50\"}");
    data.put(
        "device-login",
        "{\"memberId\":\"m-1\",\"deviceId\":\"d-1\",\"platform\":\"IOS\",\"succeeded\":true}");
    data.put(
        "push-notification-result",
        """
        {"notificationId":"n-1","memberId":"m-1","deviceId":"d-1","platform":"WEB","result":"OPENED"}\
        """);
    data.put(
        "member-enrolled",
        "{\"memberId\":\"m-1\",\"enrolledOn\":\"2026-02-28\",\"channel\":\"POS\",\"attributes\":{\"a\":\"b\"}}");
    return data;
  }

  static List<String> types() {
    return List.copyOf(DATA.keySet());
  }

  /** Returns a valid event of the type. */
  static String event(String type) {
    return event(type, UUID.randomUUID().toString(), DATA.get(type));
  }

  static String points(String id, String member, int points) {
    return event(
        "points-collected",
        id,
        "{\"memberId\":\"%s\",\"points\":%d,\"reason\":\"BONUS\"}".formatted(member, points));
  }

  static String event(String type, String id, String data) {
    return event(type, id, Instant.now().minusSeconds(60).toString(), data);
  }

  static String event(String type, String id, String time, String data) {
    return """
    {"specversion":"1.0","id":"%s","type":"%s","source":"/pos/319","time":"%s","data":%s}\
    """
        .formatted(id, type, time, data);
  }

  static String sns(String message) {
    return """
    {"Type":"Notification","MessageId":"%s","TopicArn":"arn:aws:sns:eu-central-1:1:t","Message":"%s"}\
    """
        .formatted(
            UUID.randomUUID(),
            message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }

  static String eventBridge(String type) {
    return """
    {"version":"0","id":"%s","detail-type":"%s","source":"pos","account":"1","time":"%s","region":"eu-central-1","resources":[],"detail":%s}\
    """
        .formatted(UUID.randomUUID(), type, Instant.now().minusSeconds(60), DATA.get(type));
  }

  /** Returns the event in the envelope of the older till system. */
  static String flat(String type) {
    return """
    {"eventId":"%s","eventType":"%s","till":"/till/7","at":"%s","body":%s}\
    """
        .formatted(UUID.randomUUID(), type, Instant.now().minusSeconds(60), DATA.get(type));
  }
}
