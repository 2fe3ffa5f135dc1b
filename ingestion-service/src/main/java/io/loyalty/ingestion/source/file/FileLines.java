package io.loyalty.ingestion.source.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Reads the lines of one file, plain or gzip, from a position on. Not thread-safe except for the
 * count.
 */
final class FileLines implements Closeable {
  private final HistoryFile file;
  private final CountedStream raw;
  private final LineReader lines;

  private FileLines(HistoryFile file, CountedStream raw, LineReader lines) {
    this.file = file;
    this.raw = raw;
    this.lines = lines;
  }

  static FileLines open(HistoryFile file, FilePosition from) throws UnreadableFileException {
    try {
      CountedStream raw = file.open();
      InputStream text = raw.isGzip() ? new GzipStream(raw) : raw;
      text.skipNBytes(from.bytes());
      return new FileLines(file, raw, new LineReader(text, from.lines(), from.bytes()));
    } catch (IOException e) {
      throw unreadable(file, from.lines(), e);
    }
  }

  /** Returns the next line; null at the end. */
  Line next() throws UnreadableFileException {
    try {
      return lines.next();
    } catch (IOException e) {
      throw unreadable(file, lines.lines(), e);
    }
  }

  /**
   * Returns the position of the end of the file; {@code number} is the number of the file in the
   * run.
   */
  FilePosition end(int number) {
    return new FilePosition(number, lines.lines(), lines.bytes(), true);
  }

  /** Returns the bytes read of the file as stored. */
  long bytesRead() {
    return raw.count();
  }

  @Override
  public void close() throws UnreadableFileException {
    try {
      raw.close();
    } catch (IOException e) {
      throw unreadable(file, lines.lines(), e);
    }
  }

  private static UnreadableFileException unreadable(HistoryFile file, long lines, IOException e) {
    String why =
        e instanceof EOFException
            ? "the file ends too early"
            : e instanceof ZipException
                ? "its gzip data is broken (%s)".formatted(e.getMessage())
                : HistoryFile.phrase(e);
    return new UnreadableFileException(
        "%s can't be read after line %d: %s".formatted(file.place(), lines, why), e);
  }
}
