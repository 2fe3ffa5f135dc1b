package io.loyalty.console.login;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the link that signs in once, for a console on one's own machine.
 *
 * @param tokenFile the file with the token of the link, which only the console's user can read.
 *     Whoever opens {@code /login/once?token=…} signs in with the role {@code act}, and the file is
 *     deleted. Allowed only where {@code server.address} is a loopback address; {@code ./pipeline
 *     up} sets it
 * @param valid how long the link is valid after the file was written
 * @param name the name under which its visitor acts
 */
@Validated
@ConfigurationProperties("console.one-time-link")
record OneTimeLinkProperties(
    @Nullable Path tokenFile,
    @DefaultValue("10m") @NotNull Duration valid,
    @DefaultValue("local") @NotNull @Pattern(regexp = "[A-Za-z0-9._@-]{1,64}") String name) {}
