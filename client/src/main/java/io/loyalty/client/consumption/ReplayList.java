package io.loyalty.client.consumption;

import java.util.List;

/** Lists replays, the newest first. */
public record ReplayList(List<Replay> replays) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public ReplayList {
    replays = List.copyOf(replays);
  }
}
