package io.loyalty.ingestion.flow;

/** Lists the states of the service. */
public enum FlowState {
  /** Broker, topics, schemas and sources have not all been checked; nothing is received. */
  STARTING,
  /** Messages are received. */
  RUNNING,
  /**
   * Nothing is received, since Kafka accepts no records, a source does not respond, or the breaker
   * holds.
   */
  HOLDING,
  /** The service has stopped receiving for good. */
  STOPPED
}
