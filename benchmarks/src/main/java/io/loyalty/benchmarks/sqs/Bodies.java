package io.loyalty.benchmarks.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Prepares the bodies of messages, which are used in turn. Immutable. */
final class Bodies {
  /** A handle is about as long as one of Amazon's. */
  private static final String HANDLE = "AQEB" + "x".repeat(180) + "-";

  /** The last part of a UUID has twelve digits. */
  private static final long TWELVE_DIGITS = 100_000_000_000L;

  private final List<byte[]> fields;

  Bodies(List<String> bodies) {
    JsonMapper json = new JsonMapper();
    fields =
        bodies.stream()
            .map(
                body ->
                    "\"MD5OfBody\":\"%s\",\"Body\":%s,"
                        .formatted(md5(body), json.writeValueAsString(body))
                        .getBytes(StandardCharsets.UTF_8))
            .toList();
  }

  /** Writes a message as ReceiveMessage returns it. */
  void write(ByteArrayOutputStream to, long number, long sentAt) {
    // String.format is too slow here: the stub shares the processor with the measured program.
    text(to, "{\"MessageId\":\"00000000-0000-4000-8000-" + (TWELVE_DIGITS + number) + "\",");
    to.writeBytes(fields.get((int) (number % fields.size())));
    text(
        to,
        "\"ReceiptHandle\":\""
            + HANDLE
            + number
            + "\",\"Attributes\":{\"ApproximateReceiveCount\":\"1\",\"SentTimestamp\":\""
            + sentAt
            + "\"}}");
  }

  /** Returns the number of the message with this receipt handle; -1 if the handle is unknown. */
  static long number(String handle) {
    return handle.startsWith(HANDLE) ? Long.parseLong(handle.substring(HANDLE.length())) : -1;
  }

  private static void text(ByteArrayOutputStream to, String text) {
    to.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
