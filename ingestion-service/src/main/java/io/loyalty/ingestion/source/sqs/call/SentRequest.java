package io.loyalty.ingestion.source.sqs.call;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Is a request as the SDK sent it, to be sent again: its address, and the headers that do not
 * belong to one call only.
 *
 * @param http the address and headers
 * @param region the region that it was signed for
 * @param service the service that it was signed for
 * @param skew how far the clock of SQS is ahead of ours, as measured by the SDK; zero if it was not
 *     measured
 * @param body the body of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record SentRequest(SdkHttpRequest http, String region, String service, Duration skew, byte[] body) {
  private static final List<String> OF_EVERY_CALL =
      List.of("Content-Type", "User-Agent", "X-Amz-Target", "x-amzn-query-mode");

  /**
   * Matches the header of a request that is signed with Signature Version 4.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS
   *     Signature Version 4</a>
   */
  private static final Pattern SIGNED =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/([^/]+)/([^/]+)/aws4_request,.*");

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX");

  /** Is longer than a poll takes, and shorter than the five minutes that SQS allows. */
  private static final Duration LEAST_SKEW = Duration.ofMinutes(2);

  /**
   * Returns the request that was sent; empty if it was signed in another way or not at all, or its
   * address has a path.
   *
   * @param answered the time of the response, by our clock
   */
  static Optional<SentRequest> of(SdkHttpRequest sent, byte[] body, Instant answered) {
    Matcher signed = SIGNED.matcher(sent.firstMatchingHeader("Authorization").orElse(""));
    if (!signed.matches() || !isToTheRoot(sent)) {
      return Optional.empty();
    }
    SdkHttpRequest.Builder http = sent.toBuilder().clearHeaders();
    for (String name : OF_EVERY_CALL) {
      sent.firstMatchingHeader(name).ifPresent(value -> http.putHeader(name, value));
    }
    return Optional.of(
        new SentRequest(
            http.build(), signed.group(1), signed.group(2), skew(sent, answered), body));
  }

  /** Returns how all requests to SQS are signed. */
  private static boolean isToTheRoot(SdkHttpRequest sent) {
    return sent.method() == SdkHttpMethod.POST
        && sent.encodedPath().equals("/")
        && sent.rawQueryParameters().isEmpty();
  }

  private static Duration skew(SdkHttpRequest sent, Instant answered) {
    try {
      Duration skew =
          sent.firstMatchingHeader("X-Amz-Date")
              .map(date -> Duration.between(answered, DATE.parse(date, Instant::from)))
              .orElse(Duration.ZERO);
      return skew.abs().compareTo(LEAST_SKEW) < 0 ? Duration.ZERO : skew;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
