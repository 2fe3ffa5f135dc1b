package io.loyalty.ingestion.queue.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

class SignerTest {
  private static final long SEED = Long.getLong("signer.seed", System.nanoTime());
  private static final int REQUESTS = 2_000;
  private static final List<String> ADDRESSES =
      List.of(
          "https://sqs.eu-central-1.amazonaws.com",
          "https://sqs.eu-central-1.amazonaws.com:443",
          "https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com:8443",
          "http://127.0.0.1:9324",
          "http://localhost",
          "http://localhost:443");

  private final Random random = new Random(SEED);

  /** One signer for all, so that keys of other days, secrets and regions were used before. */
  private final Signer signer = new Signer();

  @Test
  void signsAsTheSdkDoes() {
    for (int n = 0; n < REQUESTS; n++) {
      SentRequest like = request();
      byte[] body = new byte[random.nextInt(3_000)];
      random.nextBytes(body);
      AwsCredentials identity = identity();
      Instant time = Instant.EPOCH.plus(Duration.ofSeconds(random.nextLong(4_000_000_000L)));

      assertThat(signer.sign(like, body, identity, time).headers())
          .as("request %d of seed %d", n, SEED)
          .containsExactlyInAnyOrderEntriesOf(bySdk(like, body, identity, time).headers());
    }
  }

  private SentRequest request() {
    return new SentRequest(
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(ADDRESSES.get(random.nextInt(ADDRESSES.size())) + "/"))
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("User-Agent", text())
            .putHeader("X-Amz-Target", "AmazonSQS." + text())
            .putHeader("x-amzn-query-mode", "true")
            .build(),
        random.nextBoolean() ? "eu-central-1" : "us-east-1",
        "sqs",
        Duration.ZERO,
        new byte[0]);
  }

  private AwsCredentials identity() {
    return switch (random.nextInt(4)) {
      case 0 -> AwsBasicCredentials.create("KEY", "the same secret");
      case 1 -> AwsBasicCredentials.create(text(), text());
      // With the end of a line that was copied along.
      case 2 -> AwsBasicCredentials.create(text() + " ", text() + "\n");
      default -> AwsSessionCredentials.create(text(), text(), text() + "/+=" + text());
    };
  }

  private String text() {
    return Long.toString(random.nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
  }

  private static SdkHttpRequest bySdk(
      SentRequest like, byte[] body, AwsCredentials identity, Instant time) {
    return AwsV4HttpSigner.create()
        .sign(
            request ->
                request
                    .identity(identity)
                    .request(
                        like.http().toBuilder()
                            .putHeader("Content-Length", String.valueOf(body.length))
                            .build())
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, like.service())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, like.region())
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
        .request();
  }
}
