package io.loyalty.client.consumption;

import java.util.List;

/** Lists redrives and previews, the newest first. */
public record RedriveList(List<Redrive> redrives) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public RedriveList {
    redrives = List.copyOf(redrives);
  }
}
