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
 * @param url where Confluent's API begins, such as {@code http://registry:8081}
 * @param username the user of basic authentication; needs the password
 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle.*} for {@code https://}, which
 *     says whom to trust and which certificate to show. Without it, what the JVM trusts
 * @param connectTimeout the timeout of a connection to the registry
 * @param requestTimeout the timeout of one request to the registry
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
