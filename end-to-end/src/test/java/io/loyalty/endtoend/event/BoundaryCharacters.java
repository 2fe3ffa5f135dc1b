package io.loyalty.endtoend.event;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Creates a purchase whose line items contain characters that often cause errors: the ends of each
 * plane, noncharacters, unassigned, private and combining characters, and all kinds of line ends.
 * It contains no U+0000 and no lone surrogates, which are refused.
 */
public final class BoundaryCharacters {
  public static final String PURCHASE_ID = "00000000-0000-4000-8000-00000000c0de";

  private static final int[] POINTS = {
    0x01, 0x08, 0x09, 0x0a, 0x0b, 0x0d, 0x1f, 0x22, 0x5c, 0x7f, 0x80, 0x85, 0xa0, 0xad, 0x301,
    0x378, 0x7ff, 0x800, 0x200b, 0x200e, 0x2028, 0x2029, 0xd7ff, 0xe000, 0xf8ff, 0xfdd0, 0xfdef,
    0xfeff, 0xfff9, 0xfffd, 0xfffe, 0xffff, 0x1f600
  };

  private BoundaryCharacters() {}

  /** Returns the description of each line item, in order. */
  public static List<String> texts() {
    return points().mapToObj(point -> "a" + Character.toString(point) + "b").toList().stream()
        .flatMap(text -> Stream.of(text, text))
        .toList();
  }

  /** Returns the purchase: each character once unescaped, if SQS accepts it, and once escaped. */
  public static SampleMessage message() {
    String items =
        points()
            .boxed()
            .flatMap(
                point ->
                    Stream.of(
                        item(isTakenRaw(point) ? Character.toString(point) : escaped(point)),
                        item(escaped(point))))
            .collect(Collectors.joining(","));
    String json =
        """
        {"specversion":"1.0","id":"%s","type":"purchase-transaction","source":"/pos/1","time":"2024-05-06T07:08:09Z",\
        "data":{"transactionId":"T","storeId":"S","currency":"EUR","totalAmount":1,"lineItems":[%s]}}"""
            .formatted(PURCHASE_ID, items);
    return new SampleMessage(
        json,
        List.of(new SampleEvent(PURCHASE_ID, "purchase-transaction", json, Optional.empty())));
  }

  private static IntStream points() {
    return IntStream.concat(
        IntStream.of(POINTS),
        IntStream.rangeClosed(1, 16)
            .flatMap(
                plane -> IntStream.of(plane << 16, plane << 16 | 0xfffe, plane << 16 | 0xffff)));
  }

  private static String item(String character) {
    return "{\"productId\":\"P\",\"quantity\":1,\"amount\":1,\"description\":\"a%sb\"}"
        .formatted(character);
  }

  /**
   * Returns whether SQS accepts the character unescaped: it accepts no other control character and
   * neither U+FFFE nor U+FFFF.
   */
  private static boolean isTakenRaw(int point) {
    return point >= 0x20 && point != '"' && point != '\\' && point != 0xfffe && point != 0xffff;
  }

  private static String escaped(int point) {
    return Character.toString(point)
        .chars()
        .mapToObj("\\u%04x"::formatted)
        .collect(Collectors.joining());
  }
}
