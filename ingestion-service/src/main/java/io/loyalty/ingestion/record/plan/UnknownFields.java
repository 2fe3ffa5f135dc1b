package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.envelope.VisibleText;
import io.loyalty.ingestion.json.JsonPath;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The places of an event that its contract doesn't know, as JSON Pointers from the payload's root
 * in which {@code *} stands for what differs from event to event: the index in an array, the key of
 * a map. Up to a bound; takes no memory where there are none.
 */
final class UnknownFields {
  private static final int MOST = 20;
  private static final int LONGEST = 256;

  /** The depths at which a map of the contract is open. */
  private final BitSet maps = new BitSet();

  private Set<String> places;

  void clear() {
    if (!maps.isEmpty()) {
      maps.clear();
    }
    places = null;
  }

  /** From here on the object at this depth is a map of the contract, or no longer. */
  void map(int depth, boolean open) {
    maps.set(depth, open);
  }

  /** Takes the place of the field whose name was just read. */
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
