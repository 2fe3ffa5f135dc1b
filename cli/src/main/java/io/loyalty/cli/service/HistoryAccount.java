package io.loyalty.cli.service;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The account of a run of ingestion-service that read files.
 *
 * @param complete whether nothing is left to a later run
 * @param reading what was read
 * @param messages the lines that are not blank
 * @param events what was in them, by type
 */
public record HistoryAccount(
    boolean complete,
    HistoryStatus.Reading reading,
    Messages messages,
    List<IngestionStatus.Events> events) {
  /** Lines, by what became of them. */
  public record Messages(long received, long deleted, long returned, long inWork) {}

  /**
   * The account as the service has written it.
   *
   * @throws RequestFailedException if it is none
   */
  public static HistoryAccount of(String json) {
    try {
      return new JsonMapper().readValue(json, HistoryAccount.class);
    } catch (JacksonException e) {
      throw new RequestFailedException("ingestion-service has left no account that can be read.");
    }
  }

  /** Lines that are neither blank nor safe on Kafka. */
  public long leftLines() {
    return reading.lines() - reading.blankLines() - messages.deleted();
  }
}
