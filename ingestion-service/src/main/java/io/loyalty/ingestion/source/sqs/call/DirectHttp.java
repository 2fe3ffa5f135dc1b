package io.loyalty.ingestion.source.sqs.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** Signs requests with the SDK's signer and sends them with its HTTP client. Thread-safe. */
public final class DirectHttp {
  private static final Logger log = LoggerFactory.getLogger(DirectHttp.class);
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpClient http;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final ScheduledExecutorService clock;
  private final Duration limit;

  /**
   * Creates the sender over an HTTP client.
   *
   * @param http the SDK's client, whose connections are shared
   * @param credentials the credentials to sign requests with
   * @param clock the scheduler that ends calls that take too long
   * @param limit how long a call may take
   */
  public DirectHttp(
      SdkHttpClient http,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      ScheduledExecutorService clock,
      Duration limit) {
    this.http = http;
    this.credentials = credentials;
    this.clock = clock;
    this.limit = limit;
  }

  /** Reads the body of a response. */
  interface Reader<T> {
    T read(InputStream body) throws DirectCallException;
  }

  /**
   * Sends a request like an earlier one, with this body.
   *
   * @throws DirectCallException unless it succeeds with the expected response
   */
  <T> T post(SentRequest like, byte[] body, Reader<T> reader) throws DirectCallException {
    try {
      ExecutableHttpRequest call = http.prepareRequest(signed(like, body));
      Future<?> end = clock.schedule(call::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return answer(call.call(), reader);
      } finally {
        end.cancel(false);
      }
    } catch (IOException | RuntimeException e) {
      throw new DirectCallException(e.getClass().getSimpleName(), e);
    }
  }

  private HttpExecuteRequest signed(SentRequest like, byte[] body) {
    SignedRequest signed =
        signer.sign(
            request ->
                request
                    .identity(credentials.resolveIdentity().join())
                    .request(
                        like.http().toBuilder()
                            .putHeader("Content-Length", Integer.toString(body.length))
                            .build())
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, like.service())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, like.region())
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK, Clock.offset(Clock.systemUTC(), like.skew())));
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(() -> new ByteArrayInputStream(body))
        .build();
  }

  /** Reads a response; the rest of an unexpected one is not waited for. */
  private static <T> T answer(HttpExecuteResponse answer, Reader<T> reader)
      throws DirectCallException {
    AbortableInputStream body =
        answer
            .responseBody()
            .orElseThrow(() -> new DirectCallException("a response without a body"));
    boolean isRead = false;
    try {
      int status = answer.httpResponse().statusCode();
      if (status != HttpStatusCode.OK) {
        throw new DirectCallException(
            "HTTP %d, request id %s"
                .formatted(
                    status,
                    answer.httpResponse().firstMatchingHeader(REQUEST_ID).orElse("unknown")));
      }
      T read = reader.read(body);
      isRead = true;
      return read;
    } finally {
      if (!isRead) {
        body.abort();
      }
      close(body);
    }
  }

  /** Ignores errors on close: the body has already been read. */
  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      log.debug("The end of a response was lost.", e);
    }
  }
}
