package io.loyalty.cli.account;

import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.client.ingestion.FileProgress;
import io.loyalty.client.ingestion.IngestionStatus;
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
    FileProgress reading,
    IngestionStatus.MessageCounts messages,
    List<IngestionStatus.EventCounts> events) {
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
