package io.loyalty.consumption.api;

import io.loyalty.face.OidcSettings;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures who may use the HTTP API.
 *
 * @param tokens {@code name:role:sha256} of each accepted token
 * @param anonymousReading whether callers without a token may read
 * @param oidc the issuer whose signed tokens are also accepted
 */
@ConfigurationProperties("consumption.api")
record ApiProperties(
    @DefaultValue List<String> tokens,
    @DefaultValue("false") boolean anonymousReading,
    @DefaultValue OidcSettings oidc) {}
