package io.loyalty.console.service;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures where the services are. Their tokens are not here: a record's text would show them.
 *
 * @param ingestionUrl the address of ingestion-service
 * @param consumptionUrl the address of db-consumption-service
 * @param streamsUrl the address of stream-service; without it, the pages say that there is none
 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle.*} for {@code https://}, which
 *     says whom to trust and which certificate to show. Without it, what the JVM trusts
 * @param readTimeout how long an answer may take that only reads
 * @param actTimeout how long an answer may take that changes or computes something
 */
@Validated
@ConfigurationProperties("console.services")
record ServiceProperties(
    @NotNull URI ingestionUrl,
    @NotNull URI consumptionUrl,
    @Nullable URI streamsUrl,
    @Nullable String sslBundle,
    @DefaultValue("10s") @NotNull Duration readTimeout,
    @DefaultValue("2m") @NotNull Duration actTimeout) {}
