package io.loyalty.endtoend.command;

import java.util.List;
import java.util.UUID;

/** Holds messages in which two JSON parsers count different numbers of events. */
final class MessagesHardToCount {
  /** ingestion-service reads this number of events from them. */
  static final int EVENTS = 7;

  /** This number of events is valid. */
  static final int VALID = 4;

  private static final List<String> BODIES =
      List.of(
          // An invalid number only affects its own event, because it is in its payload.
          "[%s,%s]".formatted(event("01"), event("5")),
          // An element that is an array counts as one event of unknown type.
          "[[%s,%s]]".formatted(event("5"), event("5")),
          // The third layer is an array: one dead letter.
          notification(notification("[%s,%s,%s]".formatted(event("5"), event("5"), event("5")))),
          // A number longer than many parsers accept is still an integer.
          "[%s,%s]".formatted(event("1." + "0".repeat(1_500)), event("5")),
          // The message starts with a byte order mark.
          "\ufeff[%s]".formatted(event("5")));

  private MessagesHardToCount() {}

  /** Returns the same messages each time: when sent again, their events are duplicates. */
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
