package io.loyalty.ingestion.source.sqs.call;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls directly, like requests that the SDK sent before. The SDK makes the first call of
 * each kind. It also repeats each direct call that fails, and makes all calls of that kind for a
 * while, since it decides about faults and retries. A repeated call has the same effects as the
 * SDK's own retries: the messages of a poll whose response is lost are delivered again after their
 * visibility timeout, and a delete whose response is lost may be refused the second time.
 * Thread-safe.
 */
public final class DirectCalls implements QueueCalls {
  private static final Logger log = LoggerFactory.getLogger(DirectCalls.class);

  private final QueueCalls sdk;
  private final SentRequests sent;
  private final DirectHttp http;
  private final String queueUrl;
  private final DirectCallBreaker polls;
  private final DirectCallBreaker deletes;
  private final CallMeter meter;

  /**
   * Creates the calls for a queue.
   *
   * @param sdk makes the calls by the SDK
   * @param sent keeps the requests that the SDK sent
   * @param http sends the requests
   * @param queueUrl the URL of the queue
   * @param meter counts the calls
   */
  public DirectCalls(
      QueueCalls sdk, SentRequests sent, DirectHttp http, String queueUrl, CallMeter meter) {
    this(sdk, sent, http, queueUrl, meter, System::nanoTime);
  }

  DirectCalls(
      QueueCalls sdk,
      SentRequests sent,
      DirectHttp http,
      String queueUrl,
      CallMeter meter,
      LongSupplier nanoTime) {
    this.meter = meter;
    this.sdk = sdk;
    this.sent = sent;
    this.http = http;
    this.queueUrl = queueUrl;
    this.polls = new DirectCallBreaker(nanoTime);
    this.deletes = new DirectCallBreaker(nanoTime);
  }

  @Override
  public List<ReceivedMessage> receive() {
    return call(
        CallMeter.RECEIVE,
        polls,
        sent.poll(queueUrl),
        like -> http.post(like, like.body(), ReceiveAnswer::read),
        sdk::receive);
  }

  @Override
  public List<NotDeleted> delete(List<String> handles) {
    return call(
        CallMeter.DELETE,
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

  private <T> T call(
      String name,
      DirectCallBreaker breaker,
      Optional<SentRequest> like,
      Call<T> directly,
      Supplier<T> bySdk) {
    if (like.isPresent() && breaker.allows()) {
      try {
        T answer = directly.make(like.get());
        breaker.succeeded();
        meter.made(name, true);
        return answer;
      } catch (DirectCallException e) {
        failed(name, breaker, e);
      }
    }
    meter.made(name, false);
    return bySdk.get();
  }

  private static void failed(String name, DirectCallBreaker breaker, DirectCallException fault) {
    log.debug("A direct {} call failed.", name, fault);
    breaker
        .failed()
        .filter(openFor -> !Thread.currentThread().isInterrupted())
        .ifPresent(
            openFor ->
                log.info(
                    "A direct {} call to SQS failed ({}); the AWS SDK repeats it, and makes these calls for {} s.",
                    name,
                    fault.getMessage(),
                    openFor.toSeconds()));
  }
}
