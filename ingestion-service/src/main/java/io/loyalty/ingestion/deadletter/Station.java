package io.loyalty.ingestion.deadletter;

/** Lists the steps of ingestion that may refuse an event. */
public enum Station {
  /** Opening: no envelope was found. */
  OPEN("open"),
  /** Validation: the event breaks its contract. */
  VALIDATE("validate"),
  /** Publishing: the broker refuses the record for good. */
  PUBLISH("publish");

  private final String label;

  Station(String label) {
    this.label = label;
  }

  /** Returns the name in dead letters. */
  public String label() {
    return label;
  }
}
