package io.loyalty.consumption;

import io.loyalty.schemas.registry.RegistryOptions;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the schema registry is reached. Password and token are not here: a record's text would show
 * them.
 *
 * @param url where Confluent's API begins
 * @param username for basic authentication, with a password
 * @param sslBundle the name of Spring Boot's SSL bundle for {@code https://}
 * @param connectTimeout for a connection
 * @param requestTimeout for one request
 * @param attempts how often a request is tried before its partition is held
 */
@Validated
@ConfigurationProperties("consumption.registry")
record RegistryProperties(
    @NotNull URI url,
    @Nullable String username,
    @Nullable String sslBundle,
    @DefaultValue("2s") @NotNull Duration connectTimeout,
    @DefaultValue("3s") @NotNull Duration requestTimeout,
    @DefaultValue("2") @Positive int attempts) {
  RegistryOptions options() {
    return new RegistryOptions(url, connectTimeout, requestTimeout, attempts);
  }
}
