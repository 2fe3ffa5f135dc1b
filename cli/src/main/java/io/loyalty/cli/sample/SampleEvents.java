package io.loyalty.cli.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates events of all ten types as the platform sends them, reproducibly for the same seed and
 * time. Not thread-safe.
 */
public final class SampleEvents {
  private static final int HOURS = 24;
  private static final int BATCH = 10;

  private final JsonMapper json = new JsonMapper();
  private final Random random;
  private final Instant until;
  private final SamplePayloads payloads;
  private final SampleEnvelopes envelopes;

  /**
   * Starts a sequence.
   *
   * @param seed the seed of every id and value
   * @param until the end of the 24 hours in which the events happened
   */
  public SampleEvents(long seed, Instant until) {
    this.random = new Random(seed);
    this.until = until;
    this.payloads = new SamplePayloads(json, random);
    this.envelopes = new SampleEnvelopes(json, random);
  }

  /**
   * Returns about 1,000 valid events of all types in every envelope that needs no configuration,
   * some of them sent twice, and one of each invalid kind.
   */
  public List<SampleMessage> mixed() {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < 75; i++) {
      SamplePayloads.TYPES.forEach(type -> messages.add(cloudEvent(type)));
    }
    for (int i = 0; i < 7; i++) {
      messages.add(batch());
    }
    for (String type : SamplePayloads.TYPES) {
      for (int i = 0; i < 5; i++) {
        messages.add(eventBridge(type));
        messages.add(oldTill(type));
        messages.add(notification(cloudEvent(type)));
      }
    }
    messages.add(notification(batch()));
    messages.add(notification(notification(eventBridge("offer-viewed"))));
    for (int i = 0; i < messages.size(); i += 97) {
      messages.add(messages.get(i));
    }
    messages.addAll(invalid());
    messages.add(batchWithOneInvalid());
    return messages;
  }

  /** Returns one valid event in a message of its own, as the platform sends it. */
  public SampleMessage cloudEvent(String type) {
    return single(type, envelopes::cloudEvent);
  }

  /** Returns one valid event in EventBridge's envelope. */
  public SampleMessage eventBridge(String type) {
    return single(type, envelopes::eventBridge);
  }

  /** Returns one valid event in the envelope of {@link OldTill}. */
  public SampleMessage oldTill(String type) {
    return single(type, envelopes::oldTill);
  }

  /** Wraps the message in an SNS notification. */
  public SampleMessage notification(SampleMessage message) {
    return new SampleMessage(
        json.writeValueAsString(envelopes.notification(message.body())), message.events());
  }

  /** Returns ten valid events, one of each type, in one message. */
  public SampleMessage batch() {
    return batch(SamplePayloads.TYPES.stream().map(this::cloudEvent).toList());
  }

  /** Returns one event of every invalid kind, each in a message of its own. */
  public List<SampleMessage> invalid() {
    return new InvalidEvents(random, time().toString()).all();
  }

  /** Returns one message with one invalid event among nine valid ones. */
  public SampleMessage batchWithOneInvalid() {
    List<SampleMessage> parts = new ArrayList<>();
    for (int i = 1; i < BATCH; i++) {
      parts.add(cloudEvent(SamplePayloads.TYPES.get(i)));
    }
    invalid().stream()
        .filter(message -> message.events().get(0).type().equals("coupon-redeemed"))
        .forEach(message -> parts.add(BATCH / 2, message));
    return batch(parts);
  }

  /** Returns the names of the ten types. */
  public static List<String> types() {
    return SamplePayloads.TYPES;
  }

  private SampleMessage batch(List<SampleMessage> parts) {
    return new SampleMessage(
        parts.stream().map(SampleMessage::body).collect(Collectors.joining(",", "[", "]")),
        parts.stream().flatMap(part -> part.events().stream()).toList());
  }

  private SampleMessage single(String type, Envelope envelope) {
    String id = SampleIds.next(random);
    Instant time = time();
    ObjectNode event = envelope.around(id, type, time, payloads.of(type, time));
    String text = json.writeValueAsString(event);
    return SampleMessage.of(text, SampleEvent.valid(id, type, text));
  }

  private Instant time() {
    return until.minusMillis(random.nextInt(HOURS * 3_600_000));
  }

  private interface Envelope {
    ObjectNode around(String id, String type, Instant time, ObjectNode data);
  }
}
