package io.loyalty.ingestion.source.file;

/**
 * Is a position between two lines.
 *
 * @param file the number of the file in the run, from 0
 * @param lines the lines of the file before it, including blank ones
 * @param bytes the bytes of the file before it, uncompressed
 * @param isEnd whether the file ends here
 */
record FilePosition(int file, long lines, long bytes, boolean isEnd) {}
