package io.loyalty.ingestion.source.sqs.call;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Makes calls of a queue that a {@link RecordingSqs} answers. */
final class RecordedCalls implements AutoCloseable {
  static final AwsCredentials KEY = AwsBasicCredentials.create("KEY", "secret");
  static final AwsCredentials SESSION = AwsSessionCredentials.create("KEY", "secret", "the-token");

  final RecordingSqs sqs;
  final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  final QueueCalls calls;

  /** Returns the names of the counted calls, in order. */
  final List<String> madeDirectly = new CopyOnWriteArrayList<>();

  final List<String> madeBySdk = new CopyOnWriteArrayList<>();

  /** Returns how far the server's clock is ahead. */
  volatile Duration ahead = Duration.ZERO;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Uses one connection: a call that kept it would make all later ones fail. */
  private final SdkHttpClient http =
      Apache5HttpClient.builder()
          .socketTimeout(Duration.ofSeconds(20))
          .maxConnections(1)
          .connectionAcquisitionTimeout(Duration.ofSeconds(1))
          .build();

  private final SqsClient client;

  RecordedCalls(AwsCredentialsProvider credentials) throws IOException {
    sqs = new RecordingSqs();
    SentRequests sent = new SentRequests();
    client =
        SqsClient.builder()
            .region(Region.EU_CENTRAL_1)
            .endpointOverride(sqs.endpoint())
            .credentialsProvider(credentials)
            .httpClient(new Dated())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(sent))
            .build();
    DirectHttp direct =
        new DirectHttp(
            http,
            client.serviceClientConfiguration().credentialsProvider(),
            clock,
            Duration.ofSeconds(1));
    calls =
        new DirectCalls(
            new SdkCalls(client, poll()),
            sent,
            direct,
            poll().queueUrl(),
            (call, directly) -> (directly ? madeDirectly : madeBySdk).add(call),
            nanos::get);
  }

  RecordedCalls() throws IOException {
    this(StaticCredentialsProvider.create(KEY));
  }

  private ReceiveMessageRequest poll() {
    return ReceiveMessageRequest.builder()
        .queueUrl(sqs.endpoint() + "/1/q")
        .maxNumberOfMessages(10)
        .build();
  }

  void receive(int times) {
    for (int time = 0; time < times; time++) {
      calls.receive();
    }
  }

  static String deleted(int count) {
    return Stream.iterate(0, id -> id + 1)
        .limit(count)
        .map("{\"Id\":\"%d\"}"::formatted)
        .toList()
        .toString()
        .transform(list -> "{\"Successful\":%s}".formatted(list));
  }

  @Override
  public void close() {
    client.close();
    http.close();
    sqs.close();
    clock.shutdownNow();
  }

  /** Sets the date of responses to that of a server whose clock is ahead. */
  private final class Dated implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      ExecutableHttpRequest call = http.prepareRequest(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          HttpExecuteResponse answer = call.call();
          ZonedDateTime there = ZonedDateTime.now(ZoneOffset.UTC).plus(ahead);
          return HttpExecuteResponse.builder()
              .response(
                  answer.httpResponse().toBuilder()
                      .putHeader("Date", RFC_1123_DATE_TIME.format(there))
                      .build())
              .responseBody(answer.responseBody().orElseThrow())
              .build();
        }

        @Override
        public void abort() {
          call.abort();
        }
      };
    }

    @Override
    public void close() {}
  }
}
