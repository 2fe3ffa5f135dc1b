package io.loyalty.ingestion.source.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes that are read from a stream. Other threads than the reader may ask for the
 * count.
 */
final class CountedStream extends FilterInputStream {
  private static final int BUFFER = 1 << 16;

  private volatile long count;

  CountedStream(InputStream in) {
    super(new BufferedInputStream(in, BUFFER));
  }

  long count() {
    return count;
  }

  /** Returns whether it begins like every gzip stream; reads nothing. */
  boolean isGzip() throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip;
  }

  /** Returns 0 only at the end: a slow pipe must not end a gzip stream of several members. */
  @Override
  public int available() throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next < 0 ? 0 : Math.max(1, in.available());
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    took(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int read = in.read(to, from, length);
    took(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = in.skip(bytes);
    took(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads
  private void took(long bytes) {
    count += bytes;
  }
}
