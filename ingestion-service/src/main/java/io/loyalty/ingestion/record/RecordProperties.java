package io.loyalty.ingestion.record;

import io.loyalty.ingestion.record.plan.HashKey;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an event must hold to beside its contract.
 *
 * @param acceptedPast how long ago an event may have occurred
 * @param acceptedFuture how far ahead of the service's clock an event may have occurred
 * @param maxViolations the most violations that are listed of one event, 1 to 1000
 * @param maxFoundLength the most characters that are shown of what was found, 8 to 1024
 * @param deriveId whether an id that is no UUID becomes one, from source and id (version 5), in
 *     place of being a violation
 * @param hashKey the key of the transform {@code hash}, base64 of at least 32 random bytes. Give it
 *     as {@code INGESTION_RECORD_HASHKEY}, not as an argument
 * @param hashKeyId the name of that key, which every hash begins with: 1 to 32 letters, digits,
 *     {@code -} and {@code _}
 */
@Validated
@ConfigurationProperties("ingestion.record")
public record RecordProperties(
    @NotNull @DefaultValue("P10Y") Period acceptedPast,
    @NotNull @DefaultValue("P1D") Duration acceptedFuture,
    @Min(1) @Max(1_000) @DefaultValue("20") int maxViolations,
    @Min(8) @Max(1_024) @DefaultValue("64") int maxFoundLength,
    @DefaultValue("false") boolean deriveId,
    String hashKey,
    String hashKeyId) {
  private static final Period LONGEST_PAST = Period.ofYears(1_000);
  private static final Duration LONGEST_FUTURE = Duration.ofDays(366_000);
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  /** Checks the window and the key. */
  public RecordProperties {
    if (acceptedPast.isNegative()
        || acceptedPast.toTotalMonths() > LONGEST_PAST.toTotalMonths()
        || LocalDate.EPOCH.minus(acceptedPast).isBefore(LocalDate.EPOCH.minus(LONGEST_PAST))) {
      throw new IllegalArgumentException(
          "ingestion.record.accepted-past is %s; it counts backwards, so set it to P0D up to %s"
              .formatted(acceptedPast, LONGEST_PAST));
    }
    if (acceptedFuture.isNegative() || acceptedFuture.compareTo(LONGEST_FUTURE) > 0) {
      throw new IllegalArgumentException(
          "ingestion.record.accepted-future is %s; set it to PT0S up to P%dD"
              .formatted(acceptedFuture, LONGEST_FUTURE.toDays()));
    }
    checkHashKey(hashKey, hashKeyId);
  }

  private static void checkHashKey(String key, String id) {
    if ((key == null) != (id == null)) {
      throw new IllegalArgumentException(
          "ingestion.record.%s is not set; set hash-key and hash-key-id together"
              .formatted(key == null ? "hash-key" : "hash-key-id"));
    }
    if (key == null) {
      return;
    }
    byte[] bytes = HashKey.bytes(key);
    if (bytes == null || bytes.length < HashKey.LEAST_BYTES) {
      throw new IllegalArgumentException(
          "ingestion.record.hash-key is %s; set it to base64 of at least %d random bytes"
              .formatted(
                  bytes == null ? "no base64" : "of %d bytes".formatted(bytes.length),
                  HashKey.LEAST_BYTES));
    }
    if (!KEY_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "ingestion.record.hash-key-id is %s; set it to 1 to 32 letters, digits, - and _"
              .formatted(id));
    }
  }

  /** Every setting at its default. */
  public static RecordProperties defaults() {
    return new RecordProperties(Period.ofYears(10), Duration.ofDays(1), 20, 64, false, null, null);
  }

  /** The key of the transform {@code hash}; null if none is set. */
  HashKey key() {
    return hashKey == null ? null : new HashKey(hashKeyId, HashKey.bytes(hashKey));
  }

  /** The settings, without the key. */
  @Override
  public String toString() {
    return "RecordProperties[acceptedPast=%s, acceptedFuture=%s, maxViolations=%d, maxFoundLength=%d, deriveId=%s, hashKey=%s, hashKeyId=%s]"
        .formatted(
            acceptedPast,
            acceptedFuture,
            maxViolations,
            maxFoundLength,
            deriveId,
            hashKey == null ? "none" : "masked",
            hashKeyId);
  }
}
