package io.loyalty.ingestion.deadletter;

/** The steps of ingestion that may refuse an event. */
public enum Station {
  /** No envelope was found. */
  OPEN("open"),
  /** It breaks its contract. */
  VALIDATE("validate"),
  /** The broker refuses its record for good. */
  PUBLISH("publish");

  private final String label;

  Station(String label) {
    this.label = label;
  }

  /** The name that dead letters carry. */
  public String label() {
    return label;
  }
}
