package io.loyalty.benchmarks.queue;

import java.net.URI;

/** Provides a server's queues, one for each contender. */
interface Queues extends AutoCloseable {
  /** Returns the server's address. */
  URI endpoint();

  /** Returns the URL of a queue, and creates the queue if it is missing. */
  URI url(String queue);

  /** Puts this number of messages into the queue. */
  void load(String queue, int messages) throws InterruptedException;

  /** Returns the number of messages that are visible or in flight. */
  int left(String queue);

  @Override
  void close();
}
