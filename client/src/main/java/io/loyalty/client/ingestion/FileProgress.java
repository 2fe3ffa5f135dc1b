package io.loyalty.client.ingestion;

/**
 * Tells how far the reading of files is.
 *
 * @param file the file that is read
 * @param fileNumber its number, from 1
 * @param files files in all
 * @param bytes read
 * @param totalBytes in all; null where not known
 * @param percent read; null where not known
 * @param lines read in this run
 * @param blankLines of these, blank ones
 * @param leftLines of these, those that the next run reads again
 * @param firstLeft the first line that is left; null if none is
 * @param linesBefore lines that were safe before this run
 * @param linesPerSecond the speed of late
 * @param fault why the reading ended before the end; null if it did not
 * @param complete whether everything is read and safe
 */
public record FileProgress(
    String file,
    int fileNumber,
    int files,
    long bytes,
    Long totalBytes,
    Double percent,
    long lines,
    long blankLines,
    long leftLines,
    String firstLeft,
    long linesBefore,
    double linesPerSecond,
    String fault,
    boolean complete) {}
