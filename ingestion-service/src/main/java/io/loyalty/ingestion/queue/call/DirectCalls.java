package io.loyalty.ingestion.queue.call;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls directly, as the SDK made them before. The first of each kind is the SDK's; so is
 * the one that fails, again, and for a while all others of its kind: what can go wrong, and how
 * often it is tried, is the SDK's to know. Doing a call again does the harm that the SDK's own
 * retries do: the messages of a poll whose answer is lost come again when their visibility timeout
 * is over, and a delete whose answer is lost may be refused the second time. Thread-safe.
 */
public final class DirectCalls implements QueueCalls {
  private static final Logger log = LoggerFactory.getLogger(DirectCalls.class);

  private final QueueCalls sdk;
  private final SentRequests sent;
  private final DirectHttp http;
  private final String queueUrl;
  private final Trust polls;
  private final Trust deletes;

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
    this.polls = new Trust(nanoTime);
    this.deletes = new Trust(nanoTime);
  }

  @Override
  public List<ReceivedMessage> receive() {
    return call(
        polls,
        sent.poll(queueUrl),
        like -> http.post(like, like.body(), ReceiveAnswer::read),
        sdk::receive);
  }

  @Override
  public List<NotDeleted> delete(List<String> handles) {
    return call(
        deletes,
        sent.delete(queueUrl),
        like ->
            http.post(
                like,
                new DeleteRequest(queueUrl, handles).body(),
                answer -> DeleteAnswer.read(answer, handles.size())),
        () -> sdk.delete(handles));
  }

  private interface Call<T> {
    T make(SentRequest like) throws DirectCallException;
  }

  private static <T> T call(
      Trust trust, Optional<SentRequest> like, Call<T> directly, Supplier<T> bySdk) {
    if (like.isEmpty() || !trust.mayTry()) {
      return bySdk.get();
    }
    try {
      T answer = directly.make(like.get());
      trust.succeeded();
      return answer;
    } catch (DirectCallException e) {
      log.debug("A direct call failed.", e);
      trust
          .failed()
          .filter(rest -> !Thread.currentThread().isInterrupted())
          .ifPresent(
              rest ->
                  log.info(
                      "A direct call to SQS failed ({}); the SDK repeats it, and makes such calls for {} s.",
                      e.getMessage(),
                      rest.toSeconds()));
      return bySdk.get();
    }
  }
}
