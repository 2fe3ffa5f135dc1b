package io.loyalty.ingestion.source.sqs;

import java.net.URI;

/** Is the address of a queue. */
record QueueAddress(URI url) {
  /** Returns the queue's name: the last part of its URL. */
  String name() {
    String path = url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns whether the queue keeps the order of each message group. */
  boolean isFifo() {
    return name().endsWith(".fifo");
  }

  /** Returns the URL as requests name it. */
  String text() {
    return url.toString();
  }
}
