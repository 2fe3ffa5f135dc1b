package io.loyalty.ingestion.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes messages, and keeps their outcomes. Thread-safe. */
final class TakingSink implements MessageSink {
  private final List<Message> messages = new ArrayList<>();
  private final List<Settlement> settled = new ArrayList<>();
  private boolean ready = true;
  private boolean asked;
  private boolean toFail;
  private boolean failed;
  private int inWork;
  private int mostInWork;
  private WorkWindow window;
  private boolean hadRoomTooEarly;

  static String body(Message message) {
    return new String(message.body(), StandardCharsets.UTF_8);
  }

  @Override
  public synchronized boolean ready() {
    asked = true;
    return ready;
  }

  @Override
  public synchronized void take(List<Message> more) {
    if (toFail) {
      toFail = false;
      failed = true;
      throw new IllegalStateException("the test asked for this");
    }
    messages.addAll(more);
    inWork += more.size();
    mostInWork = Math.max(mostInWork, inWork);
  }

  @Override
  public synchronized void settled(Settlement settlement) {
    hadRoomTooEarly |= window.messages() < inWork;
    settled.add(settlement);
    inWork--;
  }

  @Override
  public void failing(String source, String reason) {}

  @Override
  public void recovered(String source) {}

  synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Returns the messages since the last call. */
  synchronized List<Message> takeAll() {
    List<Message> all = List.copyOf(messages);
    messages.clear();
    return all;
  }

  synchronized List<String> bodies() {
    return messages.stream().map(TakingSink::body).toList();
  }

  synchronized List<Settlement> settled() {
    return List.copyOf(settled);
  }

  synchronized int mostInWork() {
    return mostInWork;
  }

  /** Compares this window with the messages in work, whenever one is settled. */
  synchronized void watch(WorkWindow its) {
    window = its;
  }

  /** Returns whether the window ever had room for a message that was not settled yet. */
  synchronized boolean hadRoomTooEarly() {
    return hadRoomTooEarly;
  }

  synchronized void clear() {
    messages.clear();
    settled.clear();
  }

  synchronized void hold() {
    ready = false;
  }

  synchronized void release() {
    ready = true;
  }

  synchronized boolean wasAsked() {
    return asked;
  }

  synchronized void failOnce() {
    toFail = true;
  }

  synchronized boolean hasFailed() {
    return failed;
  }
}
