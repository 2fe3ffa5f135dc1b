package io.loyalty.consumption.batch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits a batch, which is written when it reaches any of the limits.
 *
 * @param maxRows the number of records at which a batch is written, refused ones included, 1 to
 *     1000000; child rows count by their bytes only
 * @param maxBytes the bytes at which a batch is written, of its COPY buffers and of refused
 *     records, 64KB to 512MB; the last record may exceed it
 * @param maxAge the age of its first record at which a batch is written
 */
@Validated
@ConfigurationProperties("consumption.batch")
public record BatchProperties(
    @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxRows,
    @DefaultValue("16MB") DataSize maxBytes,
    @DefaultValue("100ms") Duration maxAge) {
  private static final DataSize LEAST_BYTES = DataSize.ofKilobytes(64);
  private static final DataSize MOST_BYTES = DataSize.ofMegabytes(512);

  /** Refuses impossible buffer sizes, and an age that is never reached. */
  public BatchProperties {
    if (maxBytes.compareTo(LEAST_BYTES) < 0 || maxBytes.compareTo(MOST_BYTES) > 0) {
      throw new IllegalArgumentException(
          "consumption.batch.max-bytes is %s; it is between 64KB and 512MB".formatted(maxBytes));
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException(
          "consumption.batch.max-age is %s; it is more than 0".formatted(maxAge));
    }
  }
}
