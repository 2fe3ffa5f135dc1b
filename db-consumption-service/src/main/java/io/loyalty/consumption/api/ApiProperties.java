package io.loyalty.consumption.api;

import io.loyalty.face.OidcSettings;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the HTTP API.
 *
 * @param tokens {@code name:role:sha256} of each token that is accepted
 * @param anonymousReading whether reading is open to all who reach the port
 * @param oidc whose signed tokens are accepted too
 */
@ConfigurationProperties("consumption.api")
record ApiProperties(
    @DefaultValue List<String> tokens,
    @DefaultValue("false") boolean anonymousReading,
    @DefaultValue OidcSettings oidc) {}
