package io.loyalty.console.live;

/**
 * Tells what is live on the pages of a screen. A screen has one as a component; its page listens
 * with {@code sse-connect="/stream/<name>"}.
 */
public interface Channel {
  /** Returns the name: lower-case letters. */
  String name();

  /**
   * Returns what the page shows now. It is asked once per tick while somebody listens, for all
   * listeners, and never by two threads at the same time.
   */
  Frame frame();
}
