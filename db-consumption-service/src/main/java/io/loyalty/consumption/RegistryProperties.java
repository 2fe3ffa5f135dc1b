package io.loyalty.consumption;

import io.loyalty.schemas.registry.RegistryOptions;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the schema registry is reached.
 *
 * @param url where Confluent's API begins
 * @param connectTimeout for a connection
 * @param requestTimeout for one request
 * @param attempts how often a request is tried before its partition is held
 */
@Validated
@ConfigurationProperties("consumption.registry")
record RegistryProperties(
    @NotNull URI url,
    @DefaultValue("2s") @NotNull Duration connectTimeout,
    @DefaultValue("3s") @NotNull Duration requestTimeout,
    @DefaultValue("2") @Positive int attempts) {
  RegistryOptions options() {
    return new RegistryOptions(url, connectTimeout, requestTimeout, attempts);
  }
}
