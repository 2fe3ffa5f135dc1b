package io.loyalty.ingestion.flow;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The schema registry.
 *
 * @param url where Confluent's API begins
 * @param registerSchemas whether missing schemas are registered; if not, a missing one stops the
 *     start
 */
@Validated
@ConfigurationProperties("ingestion.registry")
public record RegistryProperties(@NotNull URI url, @DefaultValue("true") boolean registerSchemas) {}
