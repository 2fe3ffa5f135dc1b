package io.loyalty.ingestion.api;

import io.loyalty.face.OidcSettings;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures who may use the HTTP API.
 *
 * @param tokens the tokens that are accepted, each as {@code name:role:sha256}: the name is the
 *     actor in the audit, the role is {@code read} or {@code act} (which includes {@code read}),
 *     and of the token only its hash is here. With {@code :on-behalf} after the hash, the holder is
 *     an application that names its user in the header {@code X-Actor}, and the actor is {@code
 *     name/user}. Several are valid at once, so that one can be replaced without a gap. {@code
 *     ./pipeline token NAME --role act} makes one. Give them as {@code INGESTION_API_TOKENS},
 *     separated by commas. A malformed hash, the hash of a placeholder, or a name that stands twice
 *     stops the start; a token that is shorter than 32 characters is never accepted. {@code
 *     ingestion.api.token}, which held a token in clear, stops the start too
 * @param anonymousReading whether reading needs no token. For a local stack only; a warning says so
 *     at every start
 * @param oidc the issuer whose signed tokens are accepted, too
 */
@ConfigurationProperties("ingestion.api")
record ApiProperties(
    @DefaultValue List<String> tokens,
    @DefaultValue("false") boolean anonymousReading,
    @DefaultValue @NestedConfigurationProperty OidcSettings oidc) {}
