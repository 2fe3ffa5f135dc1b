package io.loyalty.ingestion.source.file;

/**
 * Describes the progress of reading files.
 *
 * @param file the file that is being read, or was read last
 * @param fileNumber its number, from 1
 * @param files the number of files, including those that were complete before
 * @param bytes the bytes read of all files as stored, including those that were safe before
 * @param totalBytes the size of all files; null for standard input
 * @param percent the percentage read; null for standard input
 * @param lines the lines read in this run, including blank lines and lines that are left
 * @param blankLines the blank lines
 * @param leftLines the lines that are neither on Kafka nor a dead letter: the next run reads them
 *     again
 * @param firstLeft the first of these; null if there is none
 * @param linesBefore the lines that were safe before this run, including blank ones
 * @param linesPerSecond the current speed
 * @param fault why reading ended early; null if it did not
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
