package io.loyalty.ingestion.queue.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs a request that was sent before, for another time, body and identity: the same signature, of
 * the same headers, that the SDK's signer makes. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS
 *     Signature Version 4</a>
 */
final class Signer {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String END_OF_SCOPE = "aws4_request";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  private volatile SigningKey lastKey = new SigningKey("", "", "", "", new byte[0]);

  /** A key is good for a day. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere, changed nowhere
  private record SigningKey(
      String secret, String day, String region, String service, byte[] bytes) {
    boolean isOf(String otherSecret, String otherDay, SentRequest like) {
      return secret.equals(otherSecret)
          && day.equals(otherDay)
          && region.equals(like.region())
          && service.equals(like.service());
    }
  }

  /** The request with the headers that are of this call only. */
  SdkHttpRequest sign(
      SentRequest like, byte[] body, AwsCredentialsIdentity identity, Instant time) {
    String date = DATE.format(time);
    String bodyHash = hash(body);
    SdkHttpRequest.Builder request =
        like.http().toBuilder()
            .putHeader("Host", host(like.http()))
            .putHeader("Content-Length", Integer.toString(body.length))
            .putHeader("X-Amz-Date", date)
            .putHeader("x-amz-content-sha256", bodyHash);
    if (identity instanceof AwsSessionCredentialsIdentity session) {
      request.putHeader("X-Amz-Security-Token", session.sessionToken().trim());
    }
    Map<String, String> headers = signedHeaders(request);
    String names = String.join(";", headers.keySet());
    String day = date.substring(0, DAY);
    String scope = String.join("/", day, like.region(), like.service(), END_OF_SCOPE);
    String toSign =
        String.join("\n", ALGORITHM, date, scope, hash(utf8(canonical(headers, names, bodyHash))));
    String signature =
        HexFormat.of().formatHex(hmac(key(identity.secretAccessKey().trim(), day, like), toSign));
    return request
        .putHeader(
            "Authorization",
            "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(ALGORITHM, identity.accessKeyId().trim(), scope, names, signature))
        .build();
  }

  /** By their names in small letters, in order; agents of the transport may change the others. */
  private static Map<String, String> signedHeaders(SdkHttpRequest.Builder request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0).strip()));
    headers.remove("user-agent");
    return headers;
  }

  /** As the HTTP client writes it. */
  private static String host(SdkHttpRequest request) {
    int usual = request.protocol().equals("https") ? 443 : 80;
    return request.port() == usual ? request.host() : request.host() + ":" + request.port();
  }

  /** Of a request to the path / without a query, as all of SQS's are. */
  private static String canonical(Map<String, String> headers, String names, String bodyHash) {
    StringBuilder text = new StringBuilder(1024).append("POST\n/\n\n");
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.append('\n').append(names).append('\n').append(bodyHash).toString();
  }

  private byte[] key(String secret, String day, SentRequest like) {
    SigningKey key = lastKey;
    if (!key.isOf(secret, day, like)) {
      byte[] bytes = utf8("AWS4" + secret);
      for (String part : new String[] {day, like.region(), like.service(), END_OF_SCOPE}) {
        bytes = hmac(bytes, part);
      }
      key = new SigningKey(secret, day, like.region(), like.service(), bytes);
      lastKey = key;
    }
    return key.bytes();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
