package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.envelope.VisibleText;
import io.loyalty.ingestion.json.JsonPath;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the fields of an event that its contract doesn't know, as JSON Pointers from the
 * payload's root. In them {@code *} replaces the index in an array and the key of a map, which
 * differ from event to event. The number is limited; without unknown fields it takes no memory.
 */
final class UnknownFields {
  private static final int MOST = 20;
  private static final int LONGEST = 256;

  /** Holds the depths at which a map of the contract is open. */
  private final BitSet maps = new BitSet();

  private Set<String> places;

  void clear() {
    if (!maps.isEmpty()) {
      maps.clear();
    }
    places = null;
  }

  /** Sets whether the object at this depth is a map of the contract. */
  void map(int depth, boolean open) {
    maps.set(depth, open);
  }

  /** Adds the path of the field whose name was just read. */
  void add(JsonPath path) {
    if (places == null) {
      places = new LinkedHashSet<>();
    }
    if (places.size() < MOST) {
      places.add(VisibleText.cut(place(path), LONGEST));
    }
  }

  List<String> toList() {
    return places == null ? List.of() : List.copyOf(places);
  }

  private String place(JsonPath path) {
    StringBuilder place = new StringBuilder();
    for (int level = 1; level <= path.depth(); level++) {
      boolean varies = path.isArray(level) || maps.get(level);
      place.append('/');
      place.append(varies ? "*" : path.name(level).replace("~", "~0").replace("/", "~1"));
    }
    return place.toString();
  }
}
