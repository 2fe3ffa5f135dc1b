package io.loyalty.endtoend;

import java.util.List;
import java.util.UUID;

/** Messages in which two readers of JSON find different numbers of events. */
final class MessagesHardToCount {
  /** How many events they hold, as ingestion-service opens them. */
  static final int EVENTS = 7;

  /** How many of these are valid. */
  static final int VALID = 4;

  private static final List<String> BODIES =
      List.of(
          // A number that is none: of that event alone, since it stands in its payload.
          "[%s,%s]".formatted(event("01"), event("5")),
          // An element that is an array: it is one event, and none that is known.
          "[[%s,%s]]".formatted(event("5"), event("5")),
          // The third layer is an array: one dead letter.
          notification(notification("[%s,%s,%s]".formatted(event("5"), event("5"), event("5")))),
          // Longer than many a reader takes; an integer all the same.
          "[%s,%s]".formatted(event("1." + "0".repeat(1_500)), event("5")),
          // Begins with a byte order mark.
          "\ufeff[%s]".formatted(event("5")));

  private MessagesHardToCount() {}

  /** The same each time: sent again, their events are duplicates. */
  static List<String> bodies() {
    return BODIES;
  }

  private static String event(String points) {
    return """
        {"specversion":"1.0","id":"%s","type":"points-collected","source":"/acc","time":"2026-11-22T10:15:30Z",\
        "data":{"memberId":"M","points":%s,"reason":"BONUS"}}"""
        .formatted(UUID.randomUUID(), points);
  }

  private static String notification(String message) {
    return "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:x:0:t\",\"Message\":\"%s\"}"
        .formatted(message.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
