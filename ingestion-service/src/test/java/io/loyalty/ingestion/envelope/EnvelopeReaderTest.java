package io.loyalty.ingestion.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.json.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class EnvelopeReaderTest {
  private static final String EVENT =
      """
      {"specversion":"1.0","id":"i1","type":"t1","source":"/s","time":"2026-01-01T00:00:00Z",\
      "data":{"a":[1,{"b":"ü}"}]}}""";
  private static final String BRIDGE =
      """
      {"version":"0","id":"i2","detail-type":"t2","source":"loyalty.app","account":"1",\
      "time":"2026-01-01T00:00:00Z","resources":[],"detail":{"eventId":"own","n":{"deep":1}}}""";
  private static final String TILL =
      """
      {"head":{"no":7,"kind":"sale","till":"/pos/3"},"at":["2026-01-01T00:00:00Z"],"body":{"x":1}}""";
  private static final EnvelopePaths TILL_PATHS =
      new EnvelopePaths("/head/no", "/head/kind", "/head/till", "/at/0", "/body");

  private final EnvelopeReader reader = new EnvelopeReader(EnvelopeProperties.defaults());

  @Test
  void opensCloudEvent() {
    Envelope envelope = event(open("  " + EVENT + "\n"), 0);

    assertThat(envelope.attributes())
        .isEqualTo(new Envelope.Attributes("i1", "t1", "/s", "2026-01-01T00:00:00Z"));
    assertThat(text(envelope.payload())).isEqualTo("{\"a\":[1,{\"b\":\"ü}\"}]}");
    assertThat(text(envelope.event())).isEqualTo(EVENT);
    assertThat(envelope.paths()).isEqualTo(EnvelopePaths.CLOUD_EVENTS);
  }

  @Test
  void opensBatch_eachEventWithItsOwnBytes() {
    List<Opened> opened = open(" [ " + EVENT + " ,\n" + BRIDGE + "]");

    assertThat(text(event(opened, 0).event())).isEqualTo(EVENT);
    assertThat(text(event(opened, 1).event())).isEqualTo(BRIDGE);
    assertThat(opened).hasSize(2);
  }

  @Test
  void opensEventBridge_withItsIdWhereTheSettingSaysSo() {
    EnvelopeReader inside =
        new EnvelopeReader(
            new EnvelopeProperties(null, "/eventId", DataSize.ofMegabytes(1), 64, 10));

    Envelope plain = event(open(BRIDGE), 0);
    Envelope own = event(inside.open(bytes(BRIDGE)), 0);
    Envelope without = event(inside.open(bytes(BRIDGE.replace("eventId", "other"))), 0);

    assertThat(plain.attributes().id()).isEqualTo("i2");
    assertThat(plain.attributes().type()).isEqualTo("t2");
    assertThat(plain.paths().payload()).isEqualTo("/detail");
    assertThat(text(plain.payload())).isEqualTo("{\"eventId\":\"own\",\"n\":{\"deep\":1}}");
    assertThat(own.attributes().id()).isEqualTo("own");
    assertThat(own.paths().id()).isEqualTo("/detail/eventId");
    assertThat(text(own.payload())).isEqualTo(text(plain.payload()));
    assertThat(without.attributes().id()).isEqualTo("i2");
  }

  @Test
  void opensNotification_aroundEveryShape() {
    assertThat(text(event(open(notification(EVENT)), 0).event())).isEqualTo(EVENT);
    assertThat(text(event(open(notification(BRIDGE)), 0).event())).isEqualTo(BRIDGE);
    assertThat(text(event(open(notification("[" + BRIDGE + "," + EVENT + "]")), 1).event()))
        .isEqualTo(EVENT);
    assertThat(text(event(open(notification(notification(EVENT))), 0).event())).isEqualTo(EVENT);
    assertThat(text(event(open("[" + EVENT + "," + notification(BRIDGE) + "]"), 1).event()))
        .isEqualTo(BRIDGE);
  }

  @Test
  void opensProgrammesOwnEnvelope_byItsPointers() {
    Envelope envelope = event(withPointers(TILL_PATHS).open(bytes(TILL)), 0);

    assertThat(envelope.attributes())
        .isEqualTo(new Envelope.Attributes("7", "sale", "/pos/3", "2026-01-01T00:00:00Z"));
    assertThat(text(envelope.payload())).isEqualTo("{\"x\":1}");
    assertThat(envelope.paths()).isEqualTo(TILL_PATHS);
  }

  @Test
  void takesWholeEventAsPayload_whenThePointerIsEmpty() {
    EnvelopePaths flat = new EnvelopePaths("/id", "/kind", "/till", "/at", "");
    String json = "{\"id\":\"i\",\"kind\":\"sale\",\"till\":\"t\",\"at\":\"now\",\"x\":1}";

    Envelope envelope = event(withPointers(flat).open(bytes(json)), 0);

    assertThat(text(envelope.payload())).isEqualTo(json);
    assertThat(envelope.attributes().id()).isEqualTo("i");
  }

  @Test
  void prefersKnownEnvelopes_toTheConfiguredOne() {
    EnvelopePaths pointers = new EnvelopePaths("/id", "/source", "/source", "/time", "/data/a");

    assertThat(event(withPointers(pointers).open(bytes(EVENT)), 0).attributes().type())
        .isEqualTo("t1");
  }

  @Test
  void leavesAbsentAndNullAttributesOut_andTakesOthersAsTheirText() {
    Envelope envelope =
        event(
            open("{\"specversion\":\"1.0\",\"id\":null,\"type\":12.50,\"source\":{\"a\": 1}}"), 0);

    assertThat(envelope.attributes())
        .isEqualTo(new Envelope.Attributes(null, "12.50", "{\"a\": 1}", null));
    assertThat(envelope.payload()).isNull();
  }

  @Test
  void takesPayloadOfAnyJsonType_whereItStands() {
    for (String payload : List.of("\"a\\\"b\"", "-1.5e3", "true", "[ 1 , {} ]", "{ }")) {
      String json = "{\"data\": " + payload + " ,\"specversion\":\"1.0\"}";
      assertThat(text(event(open(json), 0).payload())).isEqualTo(payload);
    }
  }

  @Test
  void findsKeysWrittenWithEscapes() {
    assertThat(
            event(open("{\"\\u0073pecversion\":\"1.0\",\"\\u0069d\":\"x\"}"), 0).attributes().id())
        .isEqualTo("x");
  }

  @Test
  void passesByteOrderMark() {
    assertThat(text(event(open("\ufeff" + EVENT), 0).event())).isEqualTo(EVENT);
    assertThat(text(event(open("\ufeff" + EVENT), 0).payload())).startsWith("{\"a\"");
  }

  static String notification(String message) {
    return "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"TopicArn\":\"arn:t\",\"Message\":\""
        + message.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\",\"Timestamp\":\"2026-01-01T00:00:00Z\"}";
  }

  private static EnvelopeReader withPointers(EnvelopePaths pointers) {
    return new EnvelopeReader(
        new EnvelopeProperties(pointers, null, DataSize.ofMegabytes(1), 64, 10));
  }

  private List<Opened> open(String message) {
    return reader.open(bytes(message));
  }

  private static Envelope event(List<Opened> opened, int index) {
    assertThat(opened.get(index)).isInstanceOf(Opened.Event.class);
    return ((Opened.Event) opened.get(index)).envelope();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(JsonSlice slice) {
    return new String(slice.toBytes(), StandardCharsets.UTF_8);
  }
}
