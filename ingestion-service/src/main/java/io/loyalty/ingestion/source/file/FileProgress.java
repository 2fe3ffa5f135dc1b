package io.loyalty.ingestion.source.file;

/**
 * How far the reading of files is.
 *
 * @param file the file that is being read, or was last
 * @param fileNumber its number, from 1
 * @param files files in all, those that were complete before included
 * @param bytes read of all files as they lie on the disk, what was safe before included
 * @param totalBytes of all files; null for standard input
 * @param percent read; null for standard input
 * @param lines lines read in this run, blank and left ones included
 * @param blankLines lines passed over since nothing is in them
 * @param leftLines lines that are neither on Kafka nor a dead letter: the next run reads them again
 * @param firstLeft the first of these; null if there is none
 * @param linesBefore lines that were safe before this run, blank ones included
 * @param linesPerSecond of late
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
