package io.loyalty.face;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Discards unread request bodies. Tomcat would read the rest on the request's thread for as long as
 * a byte arrives now and then, so a few slow senders could block every thread. This valve reads
 * only bytes that have already arrived, for a short time and on a few threads at once, so that an
 * honest sender receives the response; it closes the connection if more of the body is outstanding.
 */
final class BodyDrain extends ValveBase {
  private static final long MOST_BYTES = 64L * 1024;
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int AT_A_TIME = 4;

  private final Semaphore turns = new Semaphore(AT_A_TIME);

  BodyDrain() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    if (request.isAsync() || coyote.isFinished()) {
      return;
    }
    if (turns.tryAcquire()) {
      try {
        drain(coyote, request.getStream());
      } catch (IOException gone) {
        getContainer().getLogger().debug("The sender of a body is gone", gone);
      } finally {
        turns.release();
      }
    }
    if (!coyote.isFinished()) {
      coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  /**
   * Reads without waiting. A chunked body is not read at all, because each chunk might have to be
   * waited for.
   */
  private static void drain(org.apache.coyote.Request coyote, InputStream body) throws IOException {
    long length = coyote.getContentLengthLong();
    if (length < 0 || length > MOST_BYTES) {
      return;
    }
    byte[] chunk = new byte[8 * 1024];
    long start = System.nanoTime();
    while (!coyote.isFinished() && System.nanoTime() - start < MOST_NANOS) {
      coyote.action(ActionCode.AVAILABLE, true);
      int available = coyote.getAvailable();
      if (available == 0) {
        LockSupport.parkNanos(LOOK_NANOS);
      } else if (body.read(chunk, 0, Math.min(chunk.length, available)) < 0) {
        return;
      }
    }
  }
}
