package io.loyalty.benchmarks.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The bodies that messages have in turn, made ready once. Immutable. */
final class Bodies {
  /** Of about the length that Amazon's have. */
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

  /** Writes a message as ReceiveMessage answers it. */
  void write(ByteArrayOutputStream to, long number, long sentAt) {
    // No format: the stand-in shares the processor with what it measures.
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

  /** The number of the message of a receipt handle; -1 if it is none of ours. */
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
