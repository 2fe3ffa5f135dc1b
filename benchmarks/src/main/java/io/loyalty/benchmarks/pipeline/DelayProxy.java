package io.loyalty.benchmarks.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Forwards connections to a port of this machine as a network between would: what is sent arrives
 * half a round trip later, in each direction, however much is under way. Both sides may send on
 * meanwhile. Thread-safe.
 */
final class DelayProxy implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final ServerSocket server;
  private final int target;
  private final long delayNanos;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Chunk(byte[] bytes, long dueAt) {}

  private DelayProxy(ServerSocket server, int target, Duration roundTrip) {
    this.server = server;
    this.target = target;
    this.delayNanos = roundTrip.toNanos() / 2;
  }

  /** Begins to forward connections of a free port to {@code target}. */
  static DelayProxy to(int target, Duration roundTrip) throws IOException {
    DelayProxy proxy =
        new DelayProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), target, roundTrip);
    daemon("delay-accept", proxy::accept);
    return proxy;
  }

  /** Returns the port that it takes connections at. */
  int port() {
    return server.getLocalPort();
  }

  /** Takes no further connections; those that are open end with either side. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        forward(client, database);
        forward(database, client);
      } catch (IOException e) {
        // Closed, or the target takes no connection: the client sees the end of its own.
      }
    }
  }

  private void forward(Socket from, Socket to) {
    BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
    daemon("delay-read", () -> read(from, underWay));
    daemon("delay-write", () -> write(underWay, to));
  }

  private void read(Socket from, BlockingQueue<Chunk> underWay) {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        underWay.add(new Chunk(Arrays.copyOf(buffer, count), System.nanoTime() + delayNanos));
      }
    } catch (IOException e) {
      // The end, too.
    }
    underWay.add(new Chunk(new byte[0], System.nanoTime() + delayNanos));
  }

  private static void write(BlockingQueue<Chunk> underWay, Socket to) {
    try (to) {
      OutputStream out = to.getOutputStream();
      for (Chunk chunk = underWay.take(); chunk.bytes().length > 0; chunk = underWay.take()) {
        for (long left = chunk.dueAt() - System.nanoTime(); left > 0; ) {
          LockSupport.parkNanos(left);
          left = chunk.dueAt() - System.nanoTime();
        }
        out.write(chunk.bytes());
      }
    } catch (IOException e) {
      // Nobody reads any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
