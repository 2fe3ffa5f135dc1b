package io.loyalty.cli.service;

/**
 * What an ingestion-service that reads files answers.
 *
 * @param state {@code STARTING}, {@code RUNNING}, {@code HOLDING} or {@code STOPPED}
 * @param reason why it is not running; may be null
 * @param file how far it is; null before it reads
 */
public record HistoryStatus(String state, String reason, Reading file) {
  /**
   * How far the reading is.
   *
   * @param file the file that is read
   * @param fileNumber its number, from 1
   * @param files files in all
   * @param bytes read
   * @param totalBytes in all; null where not known
   * @param percent read; null where not known
   * @param lines read in this run
   * @param blankLines of these, with nothing in them
   * @param firstLeft the first that is left; null if none is
   * @param linesBefore safe before this run
   * @param linesPerSecond of late
   * @param fault why it ended before the end; null if it did not
   */
  public record Reading(
      String file,
      int fileNumber,
      int files,
      long bytes,
      Long totalBytes,
      Double percent,
      long lines,
      long blankLines,
      String firstLeft,
      long linesBefore,
      double linesPerSecond,
      String fault) {}
}
