package io.loyalty.ingestion.source.sqs.call;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Keeps, for each queue, the last poll and the last delete that the SDK sent successfully.
 * Thread-safe.
 */
public final class SentRequests implements ExecutionInterceptor {
  private static final Logger log = LoggerFactory.getLogger(SentRequests.class);

  private final Map<String, SentRequest> polls = new ConcurrentHashMap<>();
  private final Map<String, SentRequest> deletes = new ConcurrentHashMap<>();

  @Override
  public void afterExecution(Context.AfterExecution granted, ExecutionAttributes attributes) {
    SdkRequest request = granted.request();
    if (request instanceof ReceiveMessageRequest poll) {
      remember(polls, poll.queueUrl(), granted);
    } else if (request instanceof DeleteMessageBatchRequest delete) {
      remember(deletes, delete.queueUrl(), granted);
    }
  }

  Optional<SentRequest> poll(String queueUrl) {
    return Optional.ofNullable(polls.get(queueUrl));
  }

  Optional<SentRequest> delete(String queueUrl) {
    return Optional.ofNullable(deletes.get(queueUrl));
  }

  /**
   * Never throws: the SDK's call would fail, and its messages would be lost until their timeout.
   */
  private static void remember(
      Map<String, SentRequest> requests, String queueUrl, Context.AfterExecution granted) {
    Optional<SentRequest> sent = Optional.empty();
    try {
      sent =
          granted
              .requestBody()
              .flatMap(body -> SentRequest.of(granted.httpRequest(), bytes(body), Instant.now()));
    } catch (RuntimeException e) {
      log.debug("A request of the SDK can't be sent again.", e);
    }
    sent.ifPresentOrElse(
        request -> requests.put(queueUrl, request), () -> requests.remove(queueUrl));
  }

  private static byte[] bytes(RequestBody body) {
    try (InputStream content = body.contentStreamProvider().newStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the body of a request is in memory, but can't be read", e);
    }
  }
}
