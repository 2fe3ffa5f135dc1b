package io.loyalty.benchmarks.queue;

import java.net.URI;

/** The queues of a server, one for each contender. */
interface Queues extends AutoCloseable {
  /** Where the server answers. */
  URI endpoint();

  /** The URL of a queue, which is there from then on. */
  URI url(String queue);

  /** Puts so many messages into the queue. */
  void load(String queue, int messages) throws InterruptedException;

  /** Messages that wait, and those received and not yet deleted. */
  int left(String queue);

  @Override
  void close();
}
