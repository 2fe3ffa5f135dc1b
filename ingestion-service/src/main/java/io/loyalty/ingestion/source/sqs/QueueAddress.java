package io.loyalty.ingestion.source.sqs;

import java.net.URI;

/** One of the queues. */
record QueueAddress(URI url) {
  /** The queue's name: the last part of its URL. */
  String name() {
    String path = url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether it keeps the order of each message group. */
  boolean isFifo() {
    return name().endsWith(".fifo");
  }

  /** As requests name it. */
  String text() {
    return url.toString();
  }
}
