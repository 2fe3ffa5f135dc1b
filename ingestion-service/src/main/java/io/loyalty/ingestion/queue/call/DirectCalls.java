package io.loyalty.ingestion.queue.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls directly, as the SDK made them before. The first of each kind is the SDK's; so is
 * the one that fails, again, and for ten seconds every other: what can go wrong, and how often it
 * is tried, is the SDK's to know. Doing a call again does no harm: messages are deleted by handles
 * that are good once, and a poll whose answer is lost leaves its messages to come again, whoever
 * made it. Thread-safe.
 */
public final class DirectCalls implements QueueCalls {
  private static final Logger log = LoggerFactory.getLogger(DirectCalls.class);
  private static final Duration REST = Duration.ofSeconds(10);

  private final QueueCalls sdk;
  private final SentRequests sent;
  private final DirectHttp http;
  private final String queueUrl;
  private final LongSupplier nanoTime;
  private final AtomicLong restsUntil;

  /**
   * Calls for a queue.
   *
   * @param sdk its calls by the SDK
   * @param sent remembers what the SDK sent
   * @param http sends
   * @param queueUrl the queue
   */
  public DirectCalls(QueueCalls sdk, SentRequests sent, DirectHttp http, String queueUrl) {
    this(sdk, sent, http, queueUrl, System::nanoTime);
  }

  DirectCalls(
      QueueCalls sdk, SentRequests sent, DirectHttp http, String queueUrl, LongSupplier nanoTime) {
    this.sdk = sdk;
    this.sent = sent;
    this.http = http;
    this.queueUrl = queueUrl;
    this.nanoTime = nanoTime;
    this.restsUntil = new AtomicLong(nanoTime.getAsLong());
  }

  @Override
  public List<ReceivedMessage> receive() {
    return call(
        sent.poll(queueUrl),
        like -> http.post(like, like.body(), ReceiveAnswer::read),
        sdk::receive);
  }

  @Override
  public List<NotDeleted> delete(List<String> handles) {
    return call(
        sent.delete(queueUrl),
        like ->
            http.post(
                like,
                new DeleteRequest(queueUrl, handles).body(),
                answer -> DeleteAnswer.read(answer, handles.size())),
        () -> sdk.delete(handles));
  }

  private interface Call<T> {
    T like(SentRequest sent) throws DirectCallException;
  }

  private <T> T call(Optional<SentRequest> like, Call<T> directly, Supplier<T> bySdk) {
    if (like.isEmpty() || nanoTime.getAsLong() - restsUntil.get() < 0) {
      return bySdk.get();
    }
    try {
      return directly.like(like.get());
    } catch (DirectCallException e) {
      rest(e);
      return bySdk.get();
    }
  }

  private void rest(DirectCallException fault) {
    long before = restsUntil.get();
    long now = nanoTime.getAsLong();
    if (now - before >= 0
        && restsUntil.compareAndSet(before, now + REST.toNanos())
        && !Thread.currentThread().isInterrupted()) {
      log.info(
          "A direct call to SQS failed ({}); the SDK repeats it, and makes the calls for {} s.",
          fault.getMessage(),
          REST.toSeconds());
    }
  }
}
