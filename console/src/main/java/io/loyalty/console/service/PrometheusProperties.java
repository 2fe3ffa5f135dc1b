package io.loyalty.console.service;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Configures where the alerts and the counts of the last 24 hours are.
 *
 * @param url the address of Prometheus, whose alerts and counts of the last 24 hours the screen
 *     Flow shows. Without it, it shows no alerts, and the hours of the warehouse's ledger
 * @param warehouse the warehouse whose hours it shows, as {@code consumption.warehouse.name} of
 *     db-consumption-service; needed where Prometheus knows several
 */
@Validated
@ConfigurationProperties("console.prometheus")
record PrometheusProperties(@Nullable URI url, @Nullable String warehouse) {}
