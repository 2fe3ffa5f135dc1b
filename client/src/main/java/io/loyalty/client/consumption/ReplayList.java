package io.loyalty.client.consumption;

import java.util.List;

/** The replays there are, the newest first. */
public record ReplayList(List<Replay> replays) {
  /** Copies the list, which must be there. */
  public ReplayList {
    replays = List.copyOf(replays);
  }
}
