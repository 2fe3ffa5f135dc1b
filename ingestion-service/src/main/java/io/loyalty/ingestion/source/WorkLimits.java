package io.loyalty.ingestion.source;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the bounds on messages in work, of all sources together: received, and not yet
 * settled.
 *
 * @param maxMessages the most messages in work, of all sources together: received, and not yet
 *     settled; a line of a file is a message. 10 to 100000; give each queue room for 10
 * @param maxSize the bytes of messages in work above which no further poll begins, and no further
 *     line is read
 */
@Validated
@ConfigurationProperties("ingestion.work")
public record WorkLimits(
    @DefaultValue("4000") @Min(10) @Max(100_000) int maxMessages,
    @DefaultValue("32MB") DataSize maxSize) {}
