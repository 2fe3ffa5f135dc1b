package io.loyalty.consumption;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Is a proxy in front of the database. While it is shut, connections with one application name are
 * frozen: their data arrive after it is opened again. It can also shut in the middle of a COPY, and
 * hide from them that they have committed.
 */
final class DatabaseGate implements AutoCloseable {
  private static final String COMMITTED = "COMMIT\0";
  private static final String COPY = "COPY bi.";

  private final int database;
  private final String title;
  private final ServerSocket door;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final AtomicInteger commitsToHide = new AtomicInteger();
  private final AtomicInteger commitsToShut = new AtomicInteger();
  private final AtomicBoolean shutsInCopy = new AtomicBoolean();
  private boolean shut;

  DatabaseGate(int database, String title) {
    this.database = database;
    this.title = title;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  void shut() {
    turn(true);
  }

  /** Shuts after this number of further commits, before any other data pass. */
  void shutAfterCommits(int count) {
    commitsToShut.set(count);
  }

  /** Shuts in the next COPY into a table: the server is told of it, and gets no row. */
  void shutInCopy() {
    shutsInCopy.set(true);
  }

  boolean isShut() {
    lock.lock();
    try {
      return shut;
    } finally {
      lock.unlock();
    }
  }

  void open() {
    turn(false);
  }

  /** Breaks the connection instead of passing on each of the next commits. */
  void hideCommits(int count) {
    commitsToHide.set(count);
  }

  /** Returns the number of commits that are still to be hidden. */
  int commitsToHide() {
    return commitsToHide.get();
  }

  @Override
  public void close() {
    open();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void turn(boolean toShut) {
    lock.lock();
    try {
      shut = toShut;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    try {
      while (true) {
        connect(door.accept());
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
      AtomicBoolean isTitled = new AtomicBoolean();
      run(() -> pass(client, server, said -> ask(said, isTitled)));
      run(() -> pass(server, client, said -> isTold(said, isTitled)));
    } catch (ConnectException databaseIsDown) {
      client.close();
    }
  }

  /** Passes on one side's data as long as the gate allows it. */
  private static void pass(Socket from, Socket to, Predicate<String> isHeard) {
    byte[] buffer = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (!isHeard.test(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
          return;
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException closed) {
      // Closing both sockets ends the other direction, too.
    }
  }

  private boolean ask(String said, AtomicBoolean isTitled) {
    if (said.contains(title)) {
      isTitled.set(true);
    }
    if (isTitled.get()) {
      awaitOpen();
      // A client sends rows once the server has answered, so this is no part of them.
      if (said.contains(COPY) && shutsInCopy.compareAndSet(true, false)) {
        shut();
      }
    }
    return true;
  }

  private boolean isTold(String said, AtomicBoolean isTitled) {
    if (!isTitled.get() || !said.contains(COMMITTED)) {
      return true;
    }
    if (commitsToShut.getAndUpdate(count -> Math.max(0, count - 1)) == 1) {
      shut();
    }
    return commitsToHide.getAndUpdate(count -> Math.max(0, count - 1)) == 0;
  }

  private void awaitOpen() {
    lock.lock();
    try {
      while (shut) {
        opened.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "database-gate");
    thread.setDaemon(true);
    thread.start();
  }
}
