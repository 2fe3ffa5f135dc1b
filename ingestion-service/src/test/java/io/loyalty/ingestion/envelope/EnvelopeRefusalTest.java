package io.loyalty.ingestion.envelope;

import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.bytes;
import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.notification;
import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class EnvelopeRefusalTest {
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"i\",\"type\":\"t\",\"data\":{}}";

  private final EnvelopeReader reader =
      new EnvelopeReader(new EnvelopeProperties(null, null, DataSize.ofMegabytes(2), 64, 100));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | empty-message",
        "` \n` | empty-message",
        "[] | empty-batch",
        "not JSON | not-json",
        "{\"a\":1 | not-json",
        "{\"a\":1}} | not-json",
        "{} {} | not-json",
        "[{}] x | not-json",
        "{\"a\":01} | not-json",
        "{'a':1} | not-json",
        "{\"a\":NaN} | not-json",
        "{\"a\":1,} | not-json",
        "{\"\\ud800\":1} | not-json",
        "\"text\" | unknown-envelope",
        "12 | unknown-envelope",
        "null | unknown-envelope",
        "{} | unknown-envelope",
        "{\"specversion\":\"0.3\",\"id\":\"i\"} | unknown-envelope",
        "{\"Type\":\"Notification\",\"TopicArn\":null,\"Message\":\"{}\"} | unknown-envelope",
        "{\"specversion\":\"1.0\",\"id\":\"a\",\"id\":\"a\"} | duplicate-key",
        "{\"specversion\":\"1.0\",\"data\":{},\"data\":{}} | duplicate-key",
      })
  void refusesWholeMessage(String message, String reason) {
    Opened.Refused refused = onlyRefused(reader.open(bytes(message)));

    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.wholeMessage()).isTrue();
    assertThat(text(refused.original())).isEqualTo(message);
    assertThat(refused.violations()).hasSize(1);
  }

  @Test
  void refusesOnlyTheBadElements_ofABatch() {
    String deep = "{\"specversion\":\"1.0\",\"data\":" + nested("[", 70, "]") + "}";
    String twice = "{\"specversion\":\"1.0\",\"id\":1,\"id\":2}";
    List<Opened> opened =
        reader.open(
            bytes(
                "[" + String.join(" , ", EVENT, "5", "{\"a\":1}", deep, twice, "[]", EVENT) + "]"));

    assertThat(opened.stream().map(EnvelopeRefusalTest::summary))
        .containsExactly(
            "event " + EVENT,
            "unknown-envelope 5",
            "unknown-envelope {\"a\":1}",
            "too-deep " + deep,
            "duplicate-key " + twice,
            "unknown-envelope []",
            "event " + EVENT);
  }

  @Test
  void refusesWholeMessage_whenABatchBreaksAfterGoodElements() {
    String message = "[" + EVENT + "," + EVENT + "," + EVENT + ",{\"id\":";

    Opened.Refused refused = onlyRefused(reader.open(bytes(message)));

    assertThat(refused.reason()).isEqualTo("not-json");
    assertThat(text(refused.original())).isEqualTo(message);
  }

  @Test
  void refusesNotification_whoseMessageCannotBeOpened() {
    for (String inner : List.of("", "x", EVENT + "}", "[" + EVENT + ",", "[]", "\\ud800")) {
      String notification = notification(inner).replace("\\\\u", "\\u");
      Opened.Refused refused = onlyRefused(reader.open(bytes(notification)));

      assertThat(refused.wholeMessage()).isTrue();
      assertThat(text(refused.original())).isEqualTo(notification);
      assertThat(refused.violations().get(0).path()).isEqualTo("/Message");
    }
  }

  @Test
  void refusesNotificationInABatch_andKeepsItsNeighbours() {
    String bad = notification(EVENT + "}");
    List<Opened> opened = reader.open(bytes("[" + EVENT + "," + bad + "," + EVENT + "]"));

    assertThat(opened.stream().map(EnvelopeRefusalTest::summary))
        .containsExactly("event " + EVENT, "not-json " + bad, "event " + EVENT);
  }

  @Test
  void refusesNotificationWithoutMessage() {
    String notification = "{\"Type\":\"Notification\",\"TopicArn\":\"t\"}";

    assertThat(summary(onlyRefused(reader.open(bytes(notification)))))
        .isEqualTo("empty-message " + notification);
  }

  @Test
  void refusesMoreThanThreeLayers() {
    String fourth = notification("[" + EVENT + "]");
    List<Opened> inBatch = reader.open(bytes("[" + fourth + "," + EVENT + "]"));

    assertThat(inBatch.stream().map(EnvelopeRefusalTest::summary))
        .containsExactly("too-many-layers " + fourth, "event " + EVENT);
    assertThat(
            onlyRefused(reader.open(bytes(notification(notification(notification(EVENT))))))
                .reason())
        .isEqualTo("too-many-layers");
  }

  @Test
  void refusesMoreEventsThanTheLimit_alsoInsideNotifications() {
    String most = "[" + String.join(",", Collections.nCopies(100, EVENT)) + "]";
    String more = "[" + String.join(",", Collections.nCopies(101, EVENT)) + "]";

    assertThat(reader.open(bytes(most))).hasSize(100);
    for (String message : List.of(more, notification(more))) {
      Opened.Refused refused = onlyRefused(reader.open(bytes(message)));
      assertThat(refused.reason()).isEqualTo("too-many-events");
      assertThat(refused.wholeMessage()).isTrue();
      assertThat(text(refused.original())).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"data\":"})
  void refusesOneMebibyteOfNesting(String step) {
    String message = step.repeat((1 << 20) / step.length());

    Opened.Refused refused = onlyRefused(reader.open(bytes(message)));

    assertThat(refused.reason()).isEqualTo("too-deep");
    assertThat(refused.wholeMessage()).isTrue();
  }

  @Test
  void countsNestingFromTheEventsOwnBrace() {
    String deepest = "{\"specversion\":\"1.0\",\"data\":" + nested("[", 63, "]") + "}";
    String deeper = "{\"specversion\":\"1.0\",\"data\":" + nested("[", 64, "]") + "}";

    assertThat(summary(reader.open(bytes(deepest)).get(0))).startsWith("event");
    assertThat(summary(reader.open(bytes("[" + deepest + "]")).get(0))).startsWith("event");
    assertThat(summary(reader.open(bytes(deeper)).get(0))).startsWith("too-deep");
    assertThat(summary(reader.open(bytes("[" + deeper + "]")).get(0))).startsWith("too-deep");
  }

  @Test
  void refusesTooLongMessage() {
    byte[] message = bytes("[" + " ".repeat(2 << 20) + "]");

    assertThat(onlyRefused(reader.open(message)).reason()).isEqualTo("too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"80", "c080", "c3", "e28028", "eda080", "edb080", "f4908080", "f8888080", "ff"})
  void refusesMalformedUtf8(String hex) {
    byte[] head = bytes("{\"specversion\":\"1.0\",\"id\":\"");
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] message = Arrays.copyOf(head, head.length + bad.length + 2);
    System.arraycopy(bad, 0, message, head.length, bad.length);
    message[message.length - 2] = '"';
    message[message.length - 1] = '}';

    assertThat(onlyRefused(reader.open(message)).reason()).isEqualTo("not-utf-8");
  }

  @Test
  void refusesOtherEncodings() {
    for (var charset :
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE,
            Charset.forName("UTF-32"))) {
      assertThat(onlyRefused(reader.open(EVENT.getBytes(charset))).reason()).isEqualTo("not-utf-8");
    }
  }

  @Test
  void answersForEveryMessage_howeverItIsBroken() {
    Random random = new Random(20_261_120);
    byte[] good = bytes("[" + EVENT + "," + notification("[" + EVENT + "]") + "]");
    for (int i = 0; i < 20_000; i++) {
      byte[] message = good.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        message[random.nextInt(message.length)] = (byte) random.nextInt(256);
      }
      List<Opened> opened = reader.open(message);

      assertThat(opened).isNotEmpty();
      if (opened.get(0) instanceof Opened.Refused refused && refused.wholeMessage()) {
        assertThat(opened).hasSize(1);
        assertThat(refused.original().toBytes()).isEqualTo(message);
      } else {
        assertThat(opened).hasSize(2);
      }
    }
  }

  private static String nested(String open, int times, String close) {
    return open.repeat(times) + close.repeat(times);
  }

  private static Opened.Refused onlyRefused(List<Opened> opened) {
    assertThat(opened).hasSize(1);
    assertThat(opened.get(0)).isInstanceOf(Opened.Refused.class);
    return (Opened.Refused) opened.get(0);
  }

  private static String summary(Opened opened) {
    return opened instanceof Opened.Refused refused
        ? refused.reason() + " " + text(refused.original())
        : "event " + text(((Opened.Event) opened).envelope().event());
  }
}
