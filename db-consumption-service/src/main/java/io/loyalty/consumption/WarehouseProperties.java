package io.loyalty.consumption;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which warehouse is loaded: several may be loaded from the same topics, each with a name, a
 * database and a consumer group of its own.
 *
 * @param name the name of the warehouse: part of the consumer group, of Kafka's client ids and of
 *     every metric, and remembered by the database, which refuses a service of another name. At
 *     most 32 lower-case letters, digits and hyphens
 */
@Validated
@ConfigurationProperties("consumption.warehouse")
record WarehouseProperties(
    @DefaultValue("warehouse")
        @NotNull
        @Pattern(
            regexp = "[a-z][a-z0-9-]{0,31}",
            message =
                "must begin with a letter and be of at most 32 lower-case letters, digits and hyphens")
        String name) {}
