package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.VisibleText;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.TokenStreamContext;

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
    maps.clear();
    places = null;
  }

  /** From here on the object at this depth is a map of the contract, or no longer. */
  void map(int depth, boolean open) {
    maps.set(depth, open);
  }

  /** Takes the place of the field whose name is the current one. */
  void add(TokenStreamContext context) {
    if (places == null) {
      places = new LinkedHashSet<>();
    }
    if (places.size() < MOST) {
      StringBuilder place = new StringBuilder();
      append(place, context);
      places.add(VisibleText.cut(place.toString(), LONGEST));
    }
  }

  List<String> toList() {
    return places == null ? List.of() : List.copyOf(places);
  }

  private void append(StringBuilder place, TokenStreamContext context) {
    if (context.inRoot()) {
      return;
    }
    append(place, context.getParent());
    boolean varies = context.inArray() || maps.get(context.getNestingDepth());
    place.append('/');
    place.append(varies ? "*" : context.currentName().replace("~", "~0").replace("/", "~1"));
  }
}
