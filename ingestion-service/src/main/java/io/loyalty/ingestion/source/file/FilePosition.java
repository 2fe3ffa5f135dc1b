package io.loyalty.ingestion.source.file;

/**
 * A place between two lines.
 *
 * @param file number of the file among those of the run, from 0
 * @param lines lines of the file before it, blank ones included
 * @param bytes of the file before it, uncompressed
 * @param isEnd whether the file ends here
 */
record FilePosition(int file, long lines, long bytes, boolean isEnd) {}
