package io.loyalty.console.view;

/** Lists the screens in the order of the navigation. */
public enum Screen {
  /** The account of now as one picture. */
  FLOW("/", "Flow"),
  /** Event types: rates, contracts, drift, trying an event. */
  TYPES("/event-types", "Event types"),
  /** What was refused, and how to bring it back. */
  DEAD_LETTERS("/dead-letters", "Dead letters"),
  /** Replays, redrives and reconciliations. */
  RUNS("/runs", "Runs"),
  /** Where one event is. */
  FIND("/find", "Find"),
  /** Scorecards of sources. */
  SOURCES("/sources", "Sources"),
  /** Activity of stores and fraud alerts as they happen. */
  BOARD("/live", "Live"),
  /** Checks with their fixes, partitions on hold, and the audit. */
  DOCTOR("/doctor", "Doctor");

  private final String path;
  private final String title;

  Screen(String path, String title) {
    this.path = path;
    this.title = title;
  }

  /** Returns the path of the screen's first page. */
  public String path() {
    return path;
  }

  /** Returns the name in the navigation. */
  public String title() {
    return title;
  }

  /** Returns whether a path is a page of this screen. */
  boolean has(String page) {
    return this == FLOW
        ? page.equals("/") || page.startsWith("/flow")
        : page.equals(path) || page.startsWith(path + "/");
  }
}
