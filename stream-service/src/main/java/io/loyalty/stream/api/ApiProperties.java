package io.loyalty.stream.api;

import io.loyalty.face.OidcSettings;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures who may use the HTTP API.
 *
 * @param tokens the tokens that are accepted, each as {@code name:role:sha256}: the role is {@code
 *     read} or {@code act} (which includes {@code read}), and of the token only its hash is here.
 *     Several are valid at once, so that one can be replaced without a gap. {@code ./pipeline token
 *     NAME --role act} makes one. Give them as {@code STREAM_API_TOKENS}, separated by commas
 * @param anonymousReading whether reading needs no token. For a local stack only; a warning says so
 *     at every start
 * @param oidc the issuer whose signed tokens are accepted, too
 */
@ConfigurationProperties("stream.api")
record ApiProperties(
    @DefaultValue List<String> tokens,
    @DefaultValue("false") boolean anonymousReading,
    @DefaultValue @NestedConfigurationProperty OidcSettings oidc) {}
