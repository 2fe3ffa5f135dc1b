package io.loyalty.ingestion.queue.call;

import static io.loyalty.ingestion.queue.call.RecordingSqs.json;
import static io.loyalty.ingestion.queue.call.RecordingSqs.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.loyalty.ingestion.queue.call.RecordingSqs.Answer;
import io.loyalty.ingestion.queue.call.RecordingSqs.Sent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

class DirectCallsTest {
  private static final AwsCredentials KEY = AwsBasicCredentials.create("KEY", "secret");
  private static final AwsCredentials SESSION =
      AwsSessionCredentials.create("KEY", "secret", "the-token");
  private static final String MESSAGE =
      """
      {"Messages":[{"MessageId":"m","ReceiptHandle":"h","MD5OfBody":"%s","Body":"abc"}]}""";
  private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
  private static final Set<String> OF_ONE_CALL =
      Set.of(
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "authorization",
          "content-length",
          "x-amz-content-sha256",
          "x-amz-date");

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final SdkHttpClient http =
      Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(20)).build();
  private RecordingSqs sqs;
  private SqsClient client;
  private QueueCalls calls;

  @BeforeEach
  void open() throws IOException {
    sqs = new RecordingSqs();
    connect(StaticCredentialsProvider.create(KEY));
  }

  @AfterEach
  void close() {
    client.close();
    http.close();
    sqs.close();
    clock.shutdownNow();
  }

  @Test
  void theFirstPollIsTheSdksAndTheNextAreLikeIt() {
    receive(3);

    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, true);
    assertThat(sqs.requests).extracting(Sent::body).containsOnly(sqs.requests.get(0).body());
    assertThat(lasting(sqs.requests.get(1))).isEqualTo(lasting(sqs.requests.get(0)));
  }

  @Test
  void theFirstDeleteIsTheSdksAndTheNextAreLikeIt() {
    List<String> handles = List.of("AQEB+/==", "a \"quote\", a \\ and a\ttab", "ж€", "");
    sqs.then(json(deleted(4))).then(json(deleted(4))).then(json(deleted(1)));

    assertThat(calls.delete(handles)).isEmpty();
    assertThat(calls.delete(handles)).isEmpty();
    assertThat(calls.delete(List.of("another"))).isEmpty();

    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, true);
    assertThat(sqs.requests.get(1).body()).isEqualTo(sqs.requests.get(0).body());
    assertThat(sqs.requests.get(2).body()).contains("\"another\"").doesNotContain("quote");
    assertThat(lasting(sqs.requests.get(1))).isEqualTo(lasting(sqs.requests.get(0)));
  }

  static List<AwsCredentials> credentials() {
    return List.of(KEY, SESSION);
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void everyRequestIsSigned_asAServerOfTheSameSecretFinds(AwsCredentials credentials) {
    connect(StaticCredentialsProvider.create(credentials));
    sqs.then(json("{}")).then(json(deleted(1))).then(json("{}")).then(json(deleted(1)));

    calls.receive();
    calls.delete(List.of("one"));
    calls.receive();
    calls.delete(List.of("two"));

    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, false, true, true);
    assertThat(sqs.requests)
        .allSatisfy(
            sent ->
                assertThat(sent.headers().get("authorization"))
                    .isEqualTo(signature(sent, credentials)));
    assertThat(sqs.requests)
        .extracting(sent -> sent.headers().get("x-amz-security-token"))
        .containsOnly(credentials == SESSION ? "the-token" : null);
  }

  @Test
  void newCredentialsAreUsedAtOnce() {
    AtomicReference<AwsCredentials> current = new AtomicReference<>(SESSION);
    connect(current::get);
    receive(2);
    current.set(KEY);

    receive(1);

    Sent last = sqs.requests.get(2);
    assertThat(last.isDirect()).isTrue();
    assertThat(last.headers().get("authorization")).isEqualTo(signature(last, KEY));
    assertThat(last.headers()).doesNotContainKey("x-amz-security-token");
  }

  @Test
  void whatTheSdkDoesNotSignIsNotSentDirectly() {
    connect(AnonymousCredentialsProvider.create());

    receive(3);

    assertThat(sqs.requests).extracting(Sent::isDirect).containsOnly(false);
  }

  @Test
  void messagesThatAreNotDeletedAreTold() {
    String answer =
        """
        {"Failed":[{"Id":"1","Code":"ReceiptHandleIsInvalid","SenderFault":true,"Message":"old"}],
         "ResponseMetadata":{"Successful":[7]},"New":[{"Id":"7"}],"Successful":[{"Id":"0"},{"Id":"2"}]}""";
    sqs.then(json(answer)).then(json(answer));

    List<NotDeleted> bySdk = calls.delete(List.of("a", "b", "c"));
    List<NotDeleted> directly = calls.delete(List.of("a", "b", "c"));

    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, true);
    assertThat(directly)
        .isEqualTo(bySdk)
        .containsExactly(new NotDeleted(1, "ReceiptHandleIsInvalid"));
  }

  static Stream<Arguments> faultyPolls() {
    return Stream.of(
        Arguments.of("refused", status(403, "{\"__type\":\"com.amazonaws.sqs#Denied\"}")),
        Arguments.of("out of order", status(500, "")),
        Arguments.of("cut off", json("{\"Messages\":[{\"MessageId\":\"m\",")),
        Arguments.of("no JSON", json("<html>")),
        Arguments.of("another form", json("[]")),
        Arguments.of("a message that is none", json("{\"Messages\":[null,{\"Body\":\"\"}]}")),
        Arguments.of("no handle", json("{\"Messages\":[{\"MessageId\":\"m\",\"Body\":\"\"}]}")),
        Arguments.of("no body", json("{\"Messages\":[{\"ReceiptHandle\":\"h\"}]}")),
        Arguments.of("another body", json(MESSAGE.formatted(MD5_OF_ABC.replace('0', '1')))),
        Arguments.of("no answer", (Answer) HttpExchange::close));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultyPolls")
  void aPollThatGoesWrongIsTheSdksToDoAgain(String fault, Answer answer) {
    receive(1);
    sqs.then(answer).then(json(MESSAGE.formatted(MD5_OF_ABC)));

    List<ReceivedMessage> messages = calls.receive();

    assertThat(messages).as(fault).singleElement().extracting(ReceivedMessage::id).isEqualTo("m");
    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, false);
  }

  static Stream<Arguments> faultyDeletes() {
    return Stream.of(
        Arguments.of("throttled", status(400, "{\"__type\":\"com.amazonaws.sqs#Throttled\"}")),
        Arguments.of("the first missing", json("{\"Successful\":[{\"Id\":\"1\"}]}")),
        Arguments.of("the last missing", json("{\"Successful\":[{\"Id\":\"0\"}]}")),
        Arguments.of("one twice", json("{\"Successful\":[{\"Id\":\"0\"},{\"Id\":\"0\"}]}")),
        Arguments.of("an unknown", json("{\"Successful\":[{\"Id\":\"0\"},{\"Id\":\"2\"}]}")),
        Arguments.of("no number", json("{\"Successful\":[{\"Id\":\"0\"},{\"Id\":\"one\"}]}")),
        Arguments.of("nothing", json("{}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultyDeletes")
  void aDeleteThatGoesWrongIsTheSdksToDoAgain(String fault, Answer answer) {
    sqs.then(json(deleted(2))).then(answer).then(json(deleted(2)));
    calls.delete(List.of("a", "b"));

    assertThat(calls.delete(List.of("a", "b"))).as(fault).isEmpty();
    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, false);
  }

  @Test
  void afterAFaultTheSdkMakesTheCallsForTenSeconds() {
    receive(1);
    sqs.then(status(500, ""));
    receive(2);
    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, false, false);
    sqs.requests.clear();

    nanos.addAndGet(Duration.ofMillis(9_999).toNanos());
    receive(2);
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    receive(2);

    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, false, true, true);
  }

  @Test
  void whatIsWrongIsTheSdksToSay() {
    receive(1);
    for (int request = 0; request < 2; request++) {
      sqs.then(
          status(
              400,
              """
              {"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"there is no such queue"}"""));
    }

    assertThatThrownBy(calls::receive)
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("there is no such queue");
  }

  @Test
  void aCallThatTakesTooLongIsEnded() {
    receive(1);
    sqs.then(
            exchange -> {
              exchange.sendResponseHeaders(200, 1_000_000);
              while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
              }
            })
        .then(json(MESSAGE.formatted(MD5_OF_ABC)));

    assertThat(calls.receive()).hasSize(1);
    assertThat(sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, false);
  }

  /** A read can't be interrupted: it ends by its answer or its time limit. */
  @Test
  void anInterruptedPollEndsAsTheSdksDo() throws InterruptedException {
    receive(1);
    sqs.then(
        exchange -> {
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread poll = new Thread(() -> receive(1));
    poll.setUncaughtExceptionHandler((thread, fault) -> end.set(fault));
    poll.start();
    await().until(() -> sqs.requests.size() == 2);

    poll.interrupt();
    poll.join(5_000);

    assertThat(end.get()).isInstanceOf(AbortedException.class);
  }

  private void connect(AwsCredentialsProvider credentials) {
    SentRequests sent = new SentRequests();
    client =
        SqsClient.builder()
            .region(Region.EU_CENTRAL_1)
            .endpointOverride(sqs.endpoint())
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(sent))
            .build();
    DirectHttp direct =
        new DirectHttp(
            http,
            client.serviceClientConfiguration().credentialsProvider(),
            clock,
            Duration.ofSeconds(1));
    calls =
        new DirectCalls(new SdkCalls(client, poll()), sent, direct, poll().queueUrl(), nanos::get);
  }

  private ReceiveMessageRequest poll() {
    return ReceiveMessageRequest.builder()
        .queueUrl(sqs.endpoint() + "/1/q")
        .maxNumberOfMessages(10)
        .build();
  }

  private void receive(int times) {
    for (int time = 0; time < times; time++) {
      calls.receive();
    }
  }

  private static String deleted(int count) {
    return Stream.iterate(0, id -> id + 1)
        .limit(count)
        .map("{\"Id\":\"%d\"}"::formatted)
        .toList()
        .toString()
        .transform(list -> "{\"Successful\":%s}".formatted(list));
  }

  private static Map<String, String> lasting(Sent sent) {
    Map<String, String> headers = new TreeMap<>(sent.headers());
    headers.keySet().removeAll(OF_ONE_CALL);
    return headers;
  }

  /** What the header must be, by the headers and the body that came. */
  private String signature(Sent sent, AwsCredentials credentials) {
    String header = sent.headers().get("authorization");
    List<String> names =
        List.of(header.replaceFirst(".*SignedHeaders=", "").replaceFirst(",.*", "").split(";", -1));
    Instant at =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX")
            .parse(sent.headers().get("x-amz-date"), Instant::from);
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(sqs.endpoint().resolve("/"));
    names.stream()
        .filter(name -> !OF_ONE_CALL.contains(name) || name.startsWith("amz-sdk"))
        .filter(name -> !name.equals("host") && !name.equals("x-amz-security-token"))
        .forEach(name -> request.putHeader(name, sent.headers().get(name)));
    request.putHeader("content-length", sent.headers().get("content-length"));
    return AwsV4HttpSigner.create()
        .sign(
            again ->
                again
                    .identity(credentials)
                    .request(request.build())
                    .payload(
                        () ->
                            new ByteArrayInputStream(sent.body().getBytes(StandardCharsets.UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }
}
