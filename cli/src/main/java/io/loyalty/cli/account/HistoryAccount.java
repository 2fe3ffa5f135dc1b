package io.loyalty.cli.account;

import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.client.ingestion.FileProgress;
import io.loyalty.client.ingestion.IngestionStatus;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the account of a run of ingestion-service that read files.
 *
 * @param complete whether no line is left to a later run
 * @param reading the progress of reading
 * @param messages the counts of lines that are not blank
 * @param events the counts of their events, by type
 */
public record HistoryAccount(
    boolean complete,
    FileProgress reading,
    IngestionStatus.MessageCounts messages,
    List<IngestionStatus.EventCounts> events) {
  /**
   * Parses the account that the service has written.
   *
   * @throws RequestFailedException if the text is no account
   */
  public static HistoryAccount of(String json) {
    try {
      return new JsonMapper().readValue(json, HistoryAccount.class);
    } catch (JacksonException e) {
      throw new RequestFailedException("ingestion-service has left no account that can be read.");
    }
  }

  /** Returns the number of lines that are neither blank nor acknowledged by Kafka. */
  public long leftLines() {
    return reading.lines() - reading.blankLines() - messages.deleted();
  }
}
