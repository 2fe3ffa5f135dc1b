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
 * A request as the SDK sent it, to be sent again: its address, and the headers that are not of one
 * call only.
 *
 * @param http address and headers
 * @param region that it was signed for
 * @param service that it was signed for
 * @param skew how far SQS's clock is ahead of ours, as the SDK has found out; zero if it has not
 * @param body what it carried
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, changed nowhere
record SentRequest(SdkHttpRequest http, String region, String service, Duration skew, byte[] body) {
  private static final List<String> OF_EVERY_CALL =
      List.of("Content-Type", "User-Agent", "X-Amz-Target", "x-amzn-query-mode");

  /**
   * The header of a request that is signed by Signature Version 4.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS
   *     Signature Version 4</a>
   */
  private static final Pattern SIGNED =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/([^/]+)/([^/]+)/aws4_request,.*");

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX");

  /** More than a poll takes, less than the five minutes that SQS grants. */
  private static final Duration LEAST_SKEW = Duration.ofMinutes(2);

  /**
   * What was sent, unless it was signed in another way or not at all, or to an address with a path.
   *
   * @param answered when it was answered, by our clock
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

  /** As all of SQS's requests are. */
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
