package io.loyalty.ingestion.source.sqs.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Makes responses to a poll as SQS might send them, with missing and unknown members. */
final class RandomAnswer {
  private final Random random;
  private String text;

  RandomAnswer(Random random) {
    this.random = random;
  }

  String text() {
    return text;
  }

  /** Moves to the next response. */
  void advance() {
    List<String> fields = new ArrayList<>();
    if (random.nextInt(10) > 0) {
      fields.add("\"Messages\":" + list(random.nextInt(11)));
    }
    some(fields, "\"ResponseMetadata\":{\"RequestId\":\"1\",\"Messages\":[{\"Body\":\"no\"}]}");
    text = object(fields);
  }

  private String list(int count) {
    List<String> messages = new ArrayList<>();
    for (int message = 0; message < count; message++) {
      messages.add(message());
    }
    return messages.toString();
  }

  private String message() {
    List<String> fields = new ArrayList<>();
    String body = someText();
    fields.add("\"ReceiptHandle\":" + quoted("h" + random.nextLong()));
    some(fields, "\"MessageId\":" + quoted(someText()));
    fields.add("\"Body\":" + quoted(body));
    fields.add("\"MD5OfBody\":" + quoted(md5(body)));
    some(fields, "\"Attributes\":" + attributes());
    some(fields, "\"MessageAttributes\":" + messageAttributes());
    some(fields, "\"New\":{\"Body\":\"no\",\"Deeper\":[{\"MessageId\":\"no\"},1,null]}");
    return object(fields);
  }

  private String attributes() {
    List<String> fields = new ArrayList<>();
    some(fields, "\"ApproximateReceiveCount\":\"%d\"".formatted(random.nextInt(100)));
    some(fields, "\"SentTimestamp\":\"%d\"".formatted(random.nextLong(1L << 42)));
    some(fields, "\"MessageGroupId\":" + quoted(someText()));
    some(fields, "\"SenderId\":\"no\"");
    return object(fields);
  }

  private String messageAttributes() {
    List<String> fields = new ArrayList<>();
    some(fields, "\"traceparent\":" + attribute());
    some(fields, "\"tracestate\":" + attribute());
    some(fields, "\"another\":" + attribute());
    return object(fields);
  }

  private String attribute() {
    List<String> fields = new ArrayList<>();
    some(fields, "\"DataType\":\"String\"");
    some(fields, "\"StringValue\":" + quoted(someText()));
    some(fields, "\"BinaryValue\":\"AAEC\"");
    return object(fields);
  }

  /** Adds a member that is sometimes missing or null. */
  private void some(List<String> fields, String field) {
    int choice = random.nextInt(8);
    if (choice > 1) {
      fields.add(field);
    } else if (choice == 1) {
      fields.add(field.substring(0, field.indexOf(':') + 1) + "null");
    }
  }

  private String object(List<String> fields) {
    Collections.shuffle(fields, random);
    return "{%s}".formatted(String.join(random.nextBoolean() ? "," : " ,\n ", fields));
  }

  private String someText() {
    int length = random.nextInt(random.nextInt(20) == 0 ? 20_000 : 50);
    return random
        .ints(length, 0, 0x2_0000)
        .map(each -> random.nextInt(3) > 0 ? each % 0x80 : each)
        .filter(each -> each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Escapes some characters that need no escape. */
  private String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each < ' ' || (each < 0xd800 && random.nextInt(20) == 0)) {
        quoted.append("\\u%04x".formatted((int) each));
      } else if (each == '"' || each == '\\') {
        quoted.append('\\').append(each);
      } else {
        quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
