package io.loyalty.benchmarks.deadletter;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes events of all types that ingestion refuses, for four causes. {@link #PATCH} mends the most
 * frequent one. Reproducible but for the times; not thread-safe.
 */
final class RefusedEvents {
  /** This JSON Patch gives each event a source that is a URI reference. */
  static final JsonNode PATCH =
      new JsonMapper()
          .readTree("[{\"op\":\"replace\",\"path\":\"/source\",\"value\":\"/pos/319\"}]");

  private static final long SEED = 15_084;
  private static final int KINDS = 20;

  private final JsonMapper json = new JsonMapper();
  private final SampleEvents events = new SampleEvents(SEED, Instant.now());
  private final List<SampleMessage> messages = new ArrayList<>();
  private int mended;

  /** Makes so many, most of them of so many tills. */
  RefusedEvents(int count, int tills) {
    List<String> types = SampleEvents.types();
    for (int i = 0; i < count; i++) {
      messages.add(refused(types.get(i % types.size()), i / types.size() % KINDS, i % tills));
    }
  }

  List<SampleMessage> messages() {
    return messages;
  }

  /** Returns how many of them the patch mends. */
  int mended() {
    return mended;
  }

  private SampleMessage refused(String type, int kind, int till) {
    SampleMessage valid = events.cloudEvent(type);
    ObjectNode event = (ObjectNode) json.readTree(valid.body());
    switch (kind) {
      case 0 -> event.put("time", "yesterday");
      case 1 -> event.put("type", "petrol-bought");
      case 2 -> withoutAmounts(event);
      default -> withSpaceInSource(event, till);
    }
    return new SampleMessage(json.writeValueAsString(event), valid.events());
  }

  /** Only purchases have amounts: another event gets the usual fault. */
  private void withoutAmounts(ObjectNode event) {
    if (event.path("data").path("lineItems") instanceof ArrayNode items && !items.isEmpty()) {
      items.forEach(item -> ((ObjectNode) item).put("amount", "free"));
    } else {
      withSpaceInSource(event, 0);
    }
  }

  private void withSpaceInSource(ObjectNode event, int till) {
    event.put("source", "/pos " + till);
    mended++;
  }
}
