package io.loyalty.consumption;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A port before the database's. While it is shut, those who call themselves by its title are as if
 * frozen: what they say arrives once it is open again.
 */
final class DatabaseGate implements AutoCloseable {
  private final int database;
  private final String title;
  private final ServerSocket door;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
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

  void open() {
    turn(false);
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
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
        run(() -> pass(client, server, true));
        run(() -> pass(server, client, false));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void pass(Socket from, Socket to, boolean mayWait) {
    byte[] buffer = new byte[64 << 10];
    boolean isTitled = false;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        String said = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        isTitled = isTitled || (mayWait && said.contains(title));
        if (isTitled) {
          awaitOpen();
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException closed) {
      // Closing both ends tells the other.
    }
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
