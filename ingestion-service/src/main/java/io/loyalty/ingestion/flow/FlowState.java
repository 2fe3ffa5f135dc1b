package io.loyalty.ingestion.flow;

/** Where the service stands. */
public enum FlowState {
  /** Broker, topics, schemas and queue are not all proven; nothing is received. */
  STARTING,
  /** Messages are received. */
  RUNNING,
  /**
   * Nothing is received, since Kafka takes no records or the queue does not answer; it resumes by
   * itself.
   */
  HOLDING,
  /** Nothing is received any more. */
  STOPPED
}
