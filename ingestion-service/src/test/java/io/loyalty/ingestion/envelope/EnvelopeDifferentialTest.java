package io.loyalty.ingestion.envelope;

import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.bytes;
import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Compares the opening of messages, which skips payloads unread, with a parser that reads
 * everything.
 */
class EnvelopeDifferentialTest {
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(100_000).build())
          .build();
  private static final List<String> MEMBERS =
      List.of(
          "specversion", "id", "type", "source", "time", "data", "detail", "ext", "detail-type");

  private final EnvelopeReader reader = new EnvelopeReader(EnvelopeProperties.defaults());

  /** Locates an event, its id and its payload in a message. */
  private record Found(String event, String id, String payload) {}

  @Test
  void findsTheEventsThatJacksonFinds() {
    Random random = new Random(7);
    RandomJson json = new RandomJson(random);
    for (int i = 0; i < 5_000; i++) {
      byte[] message = bytes(batch(random, json));

      List<Found> ours = new ArrayList<>();
      for (Opened opened : reader.open(message)) {
        if (opened instanceof Opened.Event event) {
          Envelope envelope = event.envelope();
          ours.add(
              new Found(
                  text(envelope.event()),
                  envelope.attributes().id(),
                  envelope.payload() == null ? null : text(envelope.payload())));
        } else {
          Opened.Refused refused = (Opened.Refused) opened;
          assertThat(refused.reason()).isIn("duplicate-key", "unknown-envelope");
          ours.add(new Found(text(refused.original()), "", ""));
        }
      }
      assertThat(ours)
          .as(new String(message, StandardCharsets.UTF_8))
          .isEqualTo(found(message, ours));
    }
  }

  /**
   * Checks that no event of a message that is not JSON is opened, unless the message would be JSON
   * without the payloads of its opened events and without its refused events.
   */
  @Test
  void opensNoEventOfATextThatIsNotJson_saveForPayloads() {
    Random random = new Random(8);
    RandomJson json = new RandomJson(random);
    int whole = 0;
    int alone = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] message = json.broken(batch(random, json), 3);
      if (!Utf8.isWellFormed(message)) {
        continue;
      }
      List<Opened> opened = reader.open(message);
      boolean refusedWhole =
          opened.get(0) instanceof Opened.Refused refused && refused.wholeMessage();
      if (isJson(message)) {
        assertThat(refusedWhole && ((Opened.Refused) opened.get(0)).reason().equals("not-json"))
            .as(new String(message, StandardCharsets.UTF_8))
            .isFalse();
      } else if (refusedWhole) {
        whole++;
      } else {
        alone++;
        assertThat(isJson(repaired(message, opened)))
            .as(new String(message, StandardCharsets.UTF_8))
            .isTrue();
      }
    }
    assertThat(whole).isGreaterThan(5_000);
    assertThat(alone).isGreaterThan(500);
  }

  @Test
  void refusesOnlyTheEventWhosePayloadIsBroken() {
    String good = "{\"specversion\":\"1.0\",\"id\":\"%d\",\"data\":%s}";
    for (String payload :
        List.of(
            "{\"a\":01}", "{\"a\" 1}", "{a:1}", "{\"a\":\"\t\"}", "{\"\\x\":1}", "[1,]", "{,}")) {
      List<Opened> opened =
          reader.open(
              bytes(
                  "["
                      + good.formatted(1, "{}")
                      + ","
                      + good.formatted(2, payload)
                      + ","
                      + good.formatted(3, "{}")
                      + "]"));

      assertThat(opened).hasSize(3).allMatch(Opened.Event.class::isInstance);
      assertThat(text(((Opened.Event) opened.get(1)).envelope().payload())).isEqualTo(payload);
    }
  }

  /** Lists ways to make one event look like another to a reader that only counts brackets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // A quote too many, and one too few: strings and structure change places.
        "[{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{\"a\":\"x\"y\"}},{\"specversion\":\"1.0\",\"id\":\"B\",\"data\":{}}]",
        "[{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{\"a\":\"x}},{\"specversion\":\"1.0\",\"id\":\"B\",\"data\":{}}]",
        // A bracket of the wrong kind, too few, too many.
        "[{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{\"a\":[1}},\"id\":\"B\"}]",
        "[{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{\"a\":{},\"id\":\"B\"}]",
        "[{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{}},\"id\":\"B\"},{}]",
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{}}}",
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{}",
        // A backslash where none is allowed.
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{\\\"a\\\":1}}",
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{\"a\":\"\\\"}}",
        // After the end of the text, in a name, in an attribute, in a member that is not the
        // payload.
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":{}} x",
        "{\"specversion\":\"1.0\",\"i\td\":\"A\",\"data\":{}}",
        "{\"specversion\":\"1.0\",\"id\":\"A\tB\",\"data\":{}}",
        "{\"specversion\":\"1.0\",\"id\":\"A\\x\",\"data\":{}}",
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"ext\":{a},\"data\":{}}",
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"detail\":{a},\"data\":{}}",
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":nul}",
        "{\"specversion\":\"1.0\",\"id\":\"A\",\"data\":01}",
        "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":\"{}\",\"data\":{a}}",
        "{\"specversion\":\"1.0\",\"\\u0000\\ud800\":1,\"data\":{}}",
      })
  void refusesTheWholeText_whereNobodyCanTellWhatIsMeant(String message) {
    List<Opened> opened = reader.open(bytes(message));

    assertThat(opened).hasSize(1);
    assertThat(opened.get(0))
        .isInstanceOfSatisfying(
            Opened.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("not-json");
              assertThat(refused.wholeMessage()).isTrue();
            });
  }

  @Test
  void findsKeysGivenTwice_afterEscapes() {
    for (String second : List.of("id", "\\u0069d", "i\\u0064", "\\u0069\\u0064")) {
      List<Opened> opened =
          reader.open(
              bytes(
                  "{\"specversion\":\"1.0\",\"id\":\"A\",\"%s\":\"B\",\"data\":{}}"
                      .formatted(second)));

      assertThat(opened).hasSize(1);
      assertThat(((Opened.Refused) opened.get(0)).reason()).isEqualTo("duplicate-key");
    }
  }

  private static String batch(Random random, RandomJson json) {
    return "["
        + IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(i -> json.space() + event(random, json))
            .collect(Collectors.joining(","))
        + "]"
        + json.space();
  }

  private static String event(Random random, RandomJson json) {
    List<String> members = new ArrayList<>();
    members.add("\"specversion\":\"1.0\"");
    for (int i = random.nextInt(6); i >= 0; i--) {
      String name = MEMBERS.get(random.nextInt(MEMBERS.size()));
      boolean payload = name.startsWith("d") && !name.endsWith("type");
      String value =
          payload && random.nextInt(4) > 0
              ? json.object(3)
              : name.equals("specversion") ? "\"1.0\"" : json.value(1);
      members.add(
          random.nextInt(members.size() + 1),
          "\"" + name + "\"" + json.space() + ":" + json.space() + value);
    }
    return "{" + String.join("," + json.space(), members) + json.space() + "}";
  }

  private static List<Found> found(byte[] message, List<Found> refusals) {
    List<Found> found = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), message)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String id = null;
        String payload = null;
        String name;
        while ((name = parser.nextName()) != null) {
          JsonToken token = parser.nextToken();
          int from = (int) parser.currentTokenLocation().getByteOffset();
          String content = token.isScalarValue() ? parser.getString() : null;
          parser.skipChildren();
          parser.finishToken();
          String raw = slice(message, from, (int) parser.currentLocation().getByteOffset());
          if (token != JsonToken.VALUE_NULL && name.equals("id")) {
            id = content == null ? raw : content;
          } else if (token != JsonToken.VALUE_NULL && name.equals("data")) {
            payload = raw;
          }
        }
        String event = slice(message, start, (int) parser.currentLocation().getByteOffset());
        boolean refused =
            found.size() < refusals.size()
                && refusals.get(found.size()).payload() != null
                && refusals.get(found.size()).payload().isEmpty();
        found.add(refused ? new Found(event, "", "") : new Found(event, id, payload));
      }
    }
    return found;
  }

  private static String slice(byte[] message, int from, int to) {
    return new String(message, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * Returns the message with an empty object in place of each part that is refused or checked by
   * itself.
   */
  private static byte[] repaired(byte[] message, List<Opened> opened) {
    ByteArrayOutputStream repaired = new ByteArrayOutputStream();
    int at = 0;
    for (Opened each : opened) {
      JsonSlice slice =
          each instanceof Opened.Event event
              ? event.envelope().payload()
              : ((Opened.Refused) each).original();
      if (slice != null) {
        assertThat(slice.bytes()).isSameAs(message);
        repaired.write(message, at, slice.offset() - at);
        repaired.writeBytes(bytes("{}"));
        at = slice.offset() + slice.length();
      }
    }
    repaired.writeBytes(Arrays.copyOfRange(message, at, message.length));
    return repaired.toByteArray();
  }

  private static boolean isJson(byte[] text) {
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      int depth = 0;
      boolean ended = false;
      JsonToken token;
      while ((token = parser.nextToken()) != null) {
        if (ended) {
          return false;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        ended = depth == 0;
      }
      return ended;
    } catch (JacksonException e) {
      return false;
    }
  }
}
