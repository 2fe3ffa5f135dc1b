package io.loyalty.client.ingestion;

/**
 * Describes the progress of reading files.
 *
 * @param file the current file
 * @param fileNumber its number, from 1
 * @param files the number of files
 * @param bytes the bytes that were read
 * @param totalBytes the bytes of all files; null if unknown
 * @param percent the progress in percent; null if unknown
 * @param lines the lines read in this run
 * @param blankLines the blank lines among them
 * @param leftLines the lines among them that the next run reads again
 * @param firstLeft the first line that the next run reads again; null if there is none
 * @param linesBefore the lines that earlier runs completed
 * @param linesPerSecond the recent rate
 * @param fault why reading ended early; null if it did not
 * @param complete whether every line is read and acknowledged
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
