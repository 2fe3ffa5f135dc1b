package io.loyalty.ingestion.source;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds on messages in work, of all sources together: received, and not yet settled.
 *
 * @param maxMessages messages in work at most
 * @param maxSize bytes of messages in work above which nothing further is received
 */
@Validated
@ConfigurationProperties("ingestion.work")
public record WorkLimits(
    @DefaultValue("4000") @Min(10) @Max(100_000) int maxMessages,
    @DefaultValue("32MB") DataSize maxSize) {}
