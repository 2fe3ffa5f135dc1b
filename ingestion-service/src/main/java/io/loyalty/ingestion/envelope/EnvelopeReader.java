package io.loyalty.ingestion.envelope;

import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Opens a message: finds the events in it, whatever shape it has, and locates the parts of their
 * envelopes without judging them. No message makes it throw. Thread-safe.
 *
 * <p>Tried in this order: a JSON array of events; CloudEvents 1.0 ({@code specversion}); an SNS
 * notification ({@code Type} and {@code TopicArn}), whose {@code Message} holds any of these
 * shapes; EventBridge ({@code detail-type} and {@code detail}); the configured JSON Pointers.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents
 *     JSON format</a>
 */
public final class EnvelopeReader {
  /** Text nested deeper than this is not read to its end, not even to find its other events. */
  private static final int DEEPEST_TEXT = 1000;

  private final EnvelopeProperties properties;
  private final PartTree tree;
  private final KnownEnvelopes envelopes;
  private final JsonFactory json =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST_TEXT)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Reads messages within the limits of {@code properties}. */
  public EnvelopeReader(EnvelopeProperties properties) {
    this.properties = properties;
    this.tree = new PartTree(properties);
    this.envelopes = new KnownEnvelopes(properties);
  }

  /**
   * The events of {@code message}, in its order; never empty. Either the whole message is refused,
   * as the only answer, or each event has an answer of its own.
   */
  public List<Opened> open(byte[] message) {
    JsonSlice whole = JsonSlice.of(message);
    if (message.length > properties.maxSize().toBytes()) {
      return List.of(
          Refusal.TOO_LARGE.of(
              whole, true, "", properties.maxSize().toBytes(), message.length + " bytes"));
    }
    if (isBlank(message)) {
      return List.of(Refusal.EMPTY_MESSAGE.of(whole, true, "", null, "nothing"));
    }
    if (!Utf8.isWellFormed(message)) {
      return List.of(Refusal.NOT_UTF_8.of(whole, true, "", null, "other bytes"));
    }
    MessageOpening opening = new MessageOpening(json, tree, envelopes, properties);
    try {
      opening.openText(message, 0);
      return opening.opened();
    } catch (RefusedTextException e) {
      return List.of(e.refused(whole, true, ""));
    }
  }

  private static boolean isBlank(byte[] message) {
    for (byte each : message) {
      if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        return false;
      }
    }
    return true;
  }
}
