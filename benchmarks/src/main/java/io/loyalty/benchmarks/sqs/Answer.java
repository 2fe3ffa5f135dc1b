package io.loyalty.benchmarks.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds complete HTTP responses. */
final class Answer {
  private static final String HEAD =
      "HTTP/1.1 %s\r\nContent-Type: application/x-amz-json-1.0\r\nx-amzn-RequestId: 0\r\nContent-Length: %d\r\n\r\n";

  private Answer() {}

  static ByteBuffer ok(byte[] body) {
    return of("200 OK", body);
  }

  static ByteBuffer ok(String body) {
    return ok(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns an error response in SQS's format. */
  static ByteBuffer refused(String code, String message) {
    return of(
        "400 Bad Request",
        "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"%s\"}"
            .formatted(code, message)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer of(String status, byte[] body) {
    byte[] head = HEAD.formatted(status, body.length).getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
  }
}
