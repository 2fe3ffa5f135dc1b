package io.loyalty.ingestion.source.sqs.call;

import static io.loyalty.ingestion.source.sqs.call.RecordedCalls.KEY;
import static io.loyalty.ingestion.source.sqs.call.RecordedCalls.SESSION;
import static io.loyalty.ingestion.source.sqs.call.RecordedCalls.deleted;
import static io.loyalty.ingestion.source.sqs.call.RecordingSqs.json;
import static io.loyalty.ingestion.source.sqs.call.RecordingSqs.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.source.sqs.call.RecordingSqs.Sent;
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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Tests that a request of the SDK is sent again unchanged, except for the parts that belong to one
 * call.
 */
class SentAgainTest {
  private static final Set<String> OF_ONE_CALL =
      Set.of(
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "authorization",
          "content-length",
          "x-amz-content-sha256",
          "x-amz-date");

  private RecordedCalls recorded;

  @BeforeEach
  void open() throws IOException {
    recorded = new RecordedCalls();
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void theFirstPollIsTheSdksAndTheNextAreLikeIt() {
    recorded.receive(3);

    assertThat(recorded.sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, true);
    assertThat(recorded.sqs.requests)
        .extracting(Sent::body)
        .containsOnly(recorded.sqs.requests.get(0).body());
    assertThat(lasting(recorded.sqs.requests.get(1)))
        .isEqualTo(lasting(recorded.sqs.requests.get(0)));
  }

  @Test
  void theFirstDeleteIsTheSdksAndTheNextAreLikeIt() {
    List<String> handles = List.of("AQEB+/==", "a \"quote\", a \\ and a\ttab", "ж€", "");
    recorded.sqs.then(json(deleted(4))).then(json(deleted(4))).then(json(deleted(1)));

    assertThat(recorded.calls.delete(handles)).isEmpty();
    assertThat(recorded.calls.delete(handles)).isEmpty();
    assertThat(recorded.calls.delete(List.of("another"))).isEmpty();

    assertThat(recorded.sqs.requests).extracting(Sent::isDirect).containsExactly(false, true, true);
    assertThat(recorded.sqs.requests.get(1).body()).isEqualTo(recorded.sqs.requests.get(0).body());
    assertThat(recorded.sqs.requests.get(2).body()).contains("\"another\"").doesNotContain("quote");
    assertThat(lasting(recorded.sqs.requests.get(1)))
        .isEqualTo(lasting(recorded.sqs.requests.get(0)));
  }

  static List<AwsCredentials> credentials() {
    return List.of(KEY, SESSION);
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void everyRequestIsSigned_asAServerOfTheSameSecretFinds(AwsCredentials credentials)
      throws IOException {
    connect(StaticCredentialsProvider.create(credentials));
    recorded.sqs.then(json("{}")).then(json(deleted(1))).then(json("{}")).then(json(deleted(1)));

    recorded.calls.receive();
    recorded.calls.delete(List.of("one"));
    recorded.calls.receive();
    recorded.calls.delete(List.of("two"));

    assertThat(recorded.sqs.requests)
        .extracting(Sent::isDirect)
        .containsExactly(false, false, true, true);
    assertThat(recorded.sqs.requests)
        .allSatisfy(
            sent ->
                assertThat(sent.headers().get("authorization"))
                    .isEqualTo(signature(sent, credentials)));
    assertThat(recorded.sqs.requests)
        .extracting(sent -> sent.headers().get("x-amz-security-token"))
        .containsOnly(credentials == SESSION ? "the-token" : null);
  }

  @Test
  void newCredentialsAreUsedAtOnce() throws IOException {
    AtomicReference<AwsCredentials> current = new AtomicReference<>(SESSION);
    connect(current::get);
    recorded.receive(2);
    current.set(KEY);

    recorded.receive(1);

    Sent last = recorded.sqs.requests.get(2);
    assertThat(last.isDirect()).isTrue();
    assertThat(last.headers().get("authorization")).isEqualTo(signature(last, KEY));
    assertThat(last.headers()).doesNotContainKey("x-amz-security-token");
  }

  @Test
  void whatTheSdkDoesNotSignIsNotSentDirectly() throws IOException {
    connect(AnonymousCredentialsProvider.create());

    recorded.receive(3);

    assertThat(recorded.sqs.requests).extracting(Sent::isDirect).containsOnly(false);
  }

  /** Learns of the clock difference from a refusal, like the SDK. */
  @Test
  void aClockThatIsWrongIsReckonedWith() {
    recorded.sqs.then(status(403, "{\"__type\":\"com.amazonaws.sqs#RequestTimeTooSkewed\"}"));
    recorded.ahead = Duration.ofHours(1);

    recorded.receive(2);

    assertThat(recorded.sqs.requests)
        .extracting(Sent::isDirect)
        .containsExactly(false, false, true);
    assertThat(Duration.between(Instant.now(), date(recorded.sqs.requests.get(2))))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(recorded.sqs.requests.get(2).headers().get("authorization"))
        .isEqualTo(signature(recorded.sqs.requests.get(2), KEY));
  }

  private void connect(AwsCredentialsProvider credentials) throws IOException {
    recorded.close();
    recorded = new RecordedCalls(credentials);
  }

  private static Map<String, String> lasting(Sent sent) {
    Map<String, String> headers = new TreeMap<>(sent.headers());
    headers.keySet().removeAll(OF_ONE_CALL);
    return headers;
  }

  private static Instant date(Sent sent) {
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX")
        .parse(sent.headers().get("x-amz-date"), Instant::from);
  }

  /** Computes the header from the received headers and body. */
  private String signature(Sent sent, AwsCredentials credentials) {
    String header = sent.headers().get("authorization");
    List<String> names =
        List.of(header.replaceFirst(".*SignedHeaders=", "").replaceFirst(",.*", "").split(";", -1));
    Instant at = date(sent);
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(recorded.sqs.endpoint().resolve("/"));
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
