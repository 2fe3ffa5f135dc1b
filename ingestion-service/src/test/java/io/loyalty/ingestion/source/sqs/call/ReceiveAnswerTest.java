package io.loyalty.ingestion.source.sqs.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import tools.jackson.core.JacksonException;

class ReceiveAnswerTest {
  private static final long SEED = Long.getLong("answers.seed", System.nanoTime());
  private static final int ANSWERS = Integer.getInteger("answers", 300);

  @Test
  void anAnswerIsReadAsTheSdkReadsIt() throws DirectCallException {
    RandomAnswer answers = new RandomAnswer(new Random(SEED));
    try (SqsClient sqs = sqs(answers)) {
      QueueCalls sdk = new SdkCalls(sqs, ReceiveMessageRequest.builder().queueUrl("/q").build());
      for (int n = 0; n < ANSWERS; n++) {
        answers.advance();

        assertThat(parts(ReceiveAnswer.read(stream(answers.text()))))
            .as("answer %d of seed %d", n, SEED)
            .isEqualTo(parts(sdk.receive()));
      }
    }
  }

  @Test
  void anAnswerThatIsCutOffIsRefused() {
    RandomAnswer answers = new RandomAnswer(new Random(SEED));
    for (int n = 0; n < ANSWERS; n++) {
      answers.advance();
      String whole = answers.text();
      int end = new Random(SEED + n).nextInt(whole.length());

      assertThatThrownBy(() -> ReceiveAnswer.read(stream(whole.substring(0, end))))
          .as("answer %d of seed %d, cut off at %d", n, SEED, end)
          .isInstanceOfAny(DirectCallException.class, JacksonException.class);
    }
  }

  private static List<List<Object>> parts(List<ReceivedMessage> messages) {
    return messages.stream()
        .map(
            each ->
                Arrays.<Object>asList(
                    each.id(),
                    each.handle(),
                    ByteBuffer.wrap(each.body()),
                    each.receiveCount(),
                    each.sentTimestamp(),
                    each.group(),
                    each.traceParent(),
                    each.traceState()))
        .toList();
  }

  /** Does not check digests: those of message attributes are not checked directly either. */
  private static SqsClient sqs(RandomAnswer answers) {
    return SqsClient.builder()
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("k", "s")))
        .checksumValidationEnabled(false)
        .httpClient(new Answering(answers))
        .build();
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the same response to every request. */
  private record Answering(RandomAnswer answers) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(stream(answers.text())))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
