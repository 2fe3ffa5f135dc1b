package io.loyalty.console.visit;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Follows what is sent to an open page, line by line. */
public final class Watch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final InputStream stream;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  Watch(InputStream stream) {
    this.stream = stream;
    Thread reader = new Thread(this::read, "watch");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line = text.readLine();
      while (line != null) {
        lines.add(line);
        line = text.readLine();
      }
    } catch (IOException closed) {
      lines.add("closed");
    } finally {
      ended = true;
    }
  }

  /** Returns the lines so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line. */
  public void awaitLine(Predicate<String> line) {
    await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line));
  }

  /** Waits until the console has ended the stream. */
  public void awaitEnd() {
    await().atMost(PATIENCE).until(() -> ended);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
