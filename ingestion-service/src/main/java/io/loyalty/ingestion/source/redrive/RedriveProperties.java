package io.loyalty.ingestion.source.redrive;

import io.loyalty.ingestion.source.WorkLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How dead letters that come back are read. Their bounds are their own, and small beside those of
 * live traffic, which goes first.
 *
 * @param enabled whether dead letters that an operator redrives are read from {@code
 *     <prefix>.redrive}, beside the queue
 * @param maxMessages the most dead letters in work, 10 to 10000. They are not part of {@code
 *     ingestion.work.max-messages}: live traffic goes first, and a redrive takes no room from it
 * @param maxSize the bytes of dead letters in work above which no further one is taken
 * @param commitInterval how often the offset of what is settled is committed, 10ms to 1m. After a
 *     crash, what was settled since comes again: the same events and the same resolutions, which
 *     the warehouse counts as duplicates
 */
@Validated
@ConfigurationProperties("ingestion.redrive")
public record RedriveProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("500") @Min(10) @Max(10_000) int maxMessages,
    @DefaultValue("8MB") DataSize maxSize,
    @DefaultValue("500ms") Duration commitInterval) {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Checks what the annotations can't. */
  public RedriveProperties {
    if (maxSize.toBytes() < 1) {
      throw new IllegalArgumentException(
          "ingestion.redrive.max-size is %s; it is at least 1B".formatted(maxSize));
    }
    if (commitInterval.compareTo(SHORTEST) < 0 || commitInterval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "ingestion.redrive.commit-interval is %s; set it to 10ms up to 1m"
              .formatted(commitInterval));
    }
  }

  /** The bounds on dead letters in work. */
  public WorkLimits limits() {
    return new WorkLimits(maxMessages, maxSize);
  }
}
