package io.loyalty.localstack;

import java.util.regex.Pattern;

/** Holds a name that SQS accepts, and the name of its dead-letter queue. */
record QueueName(String value) {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,70}(\\.fifo)?");
  private static final String FIFO = ".fifo";

  static QueueName of(String value) {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Queue name '"
              + value
              + "' is not 1 to 70 letters, digits, hyphens and underscores, '.fifo' allowed at the"
              + " end");
    }
    return new QueueName(value);
  }

  boolean fifo() {
    return value.endsWith(FIFO);
  }

  /**
   * Returns the dead-letter queue's name; SQS requires that of a FIFO queue to be a FIFO queue with
   * the suffix of one.
   */
  QueueName deadLetters() {
    return fifo()
        ? new QueueName(value.substring(0, value.length() - FIFO.length()) + "-dlq" + FIFO)
        : new QueueName(value + "-dlq");
  }
}
