package io.loyalty.ingestion.queue.call;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A request as the SDK sent it, to be sent again: its address and headers, but those of one call
 * only.
 *
 * @param http address and headers
 * @param region that it was signed for
 * @param service that it was signed for
 * @param body what it carried
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, changed nowhere
record SentRequest(SdkHttpRequest http, String region, String service, byte[] body) {
  private static final List<String> OF_ONE_CALL =
      List.of(
          "Authorization",
          "X-Amz-Date",
          "X-Amz-Security-Token",
          "x-amz-content-sha256",
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "Content-Length",
          "Host");

  /**
   * The header of a request that is signed by Signature Version 4.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS
   *     Signature Version 4</a>
   */
  private static final Pattern SIGNED =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/([^/]+)/([^/]+)/aws4_request,.*");

  /** What was sent, unless it was signed in another way or not at all. */
  static Optional<SentRequest> of(SdkHttpRequest sent, byte[] body) {
    Matcher signed = SIGNED.matcher(sent.firstMatchingHeader("Authorization").orElse(""));
    if (!signed.matches()) {
      return Optional.empty();
    }
    SdkHttpRequest.Builder http = sent.toBuilder();
    OF_ONE_CALL.forEach(http::removeHeader);
    return Optional.of(new SentRequest(http.build(), signed.group(1), signed.group(2), body));
  }
}
