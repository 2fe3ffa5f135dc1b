package io.loyalty.benchmarks.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Serves an SQS endpoint on 127.0.0.1 with one thread for all connections. Each response is sent
 * when the latency has passed since its request arrived, never sooner.
 */
public final class StubSqs implements AutoCloseable {
  private static final int AT_ONCE = 64 * 1024;

  private final Actions actions;
  private final long latencyNanos;
  private final ServerSocketChannel server;
  private final Selector selector;
  private final Thread thread = new Thread(this::run, "stub-sqs");
  private final ByteBuffer arriving = ByteBuffer.allocateDirect(AT_ONCE);
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
  private final WaitingPolls<Connection> polls = new WaitingPolls<>();
  private volatile boolean isClosed;

  private record Due(long nanos, Connection connection, ByteBuffer answer) {}

  /** Holds a client's connection, with at most one request in flight. */
  private record Connection(SocketChannel channel, RequestBuffer buffer) {}

  private StubSqs(List<String> bodies, Duration latency, int port) throws IOException {
    actions = new Actions(new Bodies(bodies));
    latencyNanos = latency.toNanos();
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * Starts the server.
   *
   * @param bodies the bodies of messages, in turn
   * @param latency the latency of every call
   * @param port the port; 0 for any free port
   */
  public static StubSqs start(List<String> bodies, Duration latency, int port) throws IOException {
    StubSqs stub = new StubSqs(bodies, latency, port);
    stub.thread.start();
    return stub;
  }

  /** Returns the server's address. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.socket().getLocalPort());
  }

  @Override
  public void close() {
    isClosed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        server) {
      while (!isClosed) {
        selector.select(this::take, pause());
        polls.end(System.nanoTime(), actions::nothing, this::answerPoll);
        send();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the milliseconds until the next response or timeout is due; 0 for no limit. */
  private long pause() {
    long next = polls.next().orElse(Long.MAX_VALUE);
    if (!due.isEmpty()) {
      next = Math.min(next, due.peek().nanos());
    }
    return next == Long.MAX_VALUE
        ? 0
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime() + 999_999));
  }

  private void take(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(
            selector, SelectionKey.OP_READ, new Connection(channel, new RequestBuffer()));
      } else {
        read((Connection) key.attachment());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Connection connection) throws IOException {
    arriving.clear();
    if (isGone(connection)) {
      connection.channel().close();
      polls.remove(connection);
      return;
    }
    connection.buffer().add(arriving.flip());
    Optional<Request> request = connection.buffer().next();
    if (request.isPresent()) {
      long now = System.nanoTime();
      Optional<Actions.Poll> poll = actions.poll(request.get());
      if (poll.isPresent()) {
        take(poll.get(), now, connection);
      } else {
        due.add(new Due(now + latencyNanos, connection, actions.answer(request.get())));
        // It may have filled a queue.
        polls.answer(actions::receive, this::answerPoll);
      }
    }
  }

  private boolean isGone(Connection connection) {
    try {
      return connection.channel().read(arriving) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Answers a poll if there are messages, and lets it wait if there are none. */
  private void take(Actions.Poll poll, long now, Connection connection) {
    actions
        .receive(poll)
        .ifPresentOrElse(
            answer -> answerPoll(connection, now, answer), () -> polls.add(poll, now, connection));
  }

  private void answerPoll(Connection connection, long since, ByteBuffer answer) {
    due.add(new Due(since + latencyNanos, connection, answer));
  }

  private void send() throws IOException {
    while (!due.isEmpty() && due.peek().nanos() <= System.nanoTime()) {
      Due next = due.poll();
      while (next.answer().hasRemaining() && next.connection().channel().isOpen()) {
        if (isBroken(next)) {
          next.connection().channel().close();
        }
      }
    }
  }

  private static boolean isBroken(Due next) {
    try {
      next.connection().channel().write(next.answer());
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
