package io.loyalty.ingestion.source.file;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a gzip stream of one or more members. It fails on other bytes after them, which the JDK's
 * stream takes for the end: a member with a broken header would be lost silently.
 */
final class GzipStream extends GZIPInputStream {
  private static final int BUFFER = 1 << 16;
  private static final int TRAILER = 8;

  private final CountedStream source;
  private long given;

  GzipStream(CountedStream source) throws IOException {
    super(source, BUFFER);
    this.source = source;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    given = source.count();
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int read = super.read(to, from, length);
    if (read < 0) {
      requireEnd();
    }
    return read;
  }

  private void requireEnd() throws IOException {
    int remaining = inf.getRemaining();
    long end = given + Math.max(0, TRAILER - remaining);
    if (remaining > TRAILER || source.count() > end || source.available() > 0) {
      throw new ZipException("the bytes after the last gzip member are not gzip data");
    }
  }
}
