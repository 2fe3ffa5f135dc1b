package io.loyalty.ingestion.registry;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the schema registry. Password and token are not here: a record's text would show them.
 *
 * @param url where Confluent's API begins, such as {@code http://registry:8081}
 * @param username the user of basic authentication; needs the password
 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle.*} for {@code https://}, which
 *     says whom to trust and which certificate to show. Without it, what the JVM trusts
 * @param registerSchemas whether missing schemas are registered; if not, a missing one stops the
 *     start
 */
@Validated
@ConfigurationProperties("ingestion.registry")
public record RegistryProperties(
    @NotNull URI url,
    @Nullable String username,
    @Nullable String sslBundle,
    @DefaultValue("true") boolean registerSchemas) {}
