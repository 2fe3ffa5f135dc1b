package io.loyalty.face;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a request's body up to a size limit and a time limit. */
public final class BoundedBody {
  private static final int CHUNK = 16 * 1024;
  private static final long MOST_SKIPPED = 64L * 1024 * 1024;

  private BoundedBody() {}

  /**
   * Reads the whole body, with or without a declared length.
   *
   * @param maxBytes the size limit
   * @param maxTime the time limit, not counting the wait for one last byte
   * @throws BodyRefusedException if the body exceeds a limit
   */
  public static byte[] read(HttpServletRequest request, int maxBytes, Duration maxTime)
      throws IOException {
    long start = System.nanoTime();
    InputStream in = request.getInputStream();
    if (request.getContentLengthLong() > maxBytes) {
      skipRest(in, start, maxTime);
      throw BodyRefusedException.tooLong(maxBytes);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      body.write(chunk, 0, read);
      if (body.size() > maxBytes) {
        skipRest(in, start, maxTime);
        throw BodyRefusedException.tooLong(maxBytes);
      }
      if (System.nanoTime() - start > maxTime.toNanos()) {
        throw BodyRefusedException.tooSlow(maxTime);
      }
    }
    return body.toByteArray();
  }

  /**
   * Skips the rest of an oversized body, so that an authenticated sender receives the error instead
   * of a broken connection.
   */
  private static void skipRest(InputStream in, long start, Duration maxTime) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long skipped = 0;
    int read = 0;
    while (read >= 0 && skipped < MOST_SKIPPED && System.nanoTime() - start <= maxTime.toNanos()) {
      read = in.read(chunk);
      skipped += read;
    }
  }
}
