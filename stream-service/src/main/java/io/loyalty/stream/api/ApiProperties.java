package io.loyalty.stream.api;

import io.loyalty.face.OidcSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures who may use the HTTP API.
 *
 * @param tokens the tokens that are accepted, each as {@code name:role:sha256}: the role is {@code
 *     read} or {@code act} (which includes {@code read}), and of the token only its hash is here.
 *     With {@code :on-behalf} after the hash, the holder is an application that names its user in
 *     the header {@code X-Actor}, and the actor is {@code name/user}. Several are valid at once, so
 *     that one can be replaced without a gap. {@code ./pipeline token NAME --role act} makes one.
 *     Give them as {@code STREAM_API_TOKENS}, separated by commas
 * @param anonymousReading whether reading needs no token. For a local stack only; a warning says so
 *     at every start
 * @param address where other instances reach this API, such as {@code http://10.0.0.7:8083}: they
 *     ask the one that has a store. By default the host's own address, with the port of the API
 * @param listeners the most listeners to what happens at stores, at the same time; 1 to 10000
 * @param oidc the issuer whose signed tokens are accepted, too
 */
@Validated
@ConfigurationProperties("stream.api")
record ApiProperties(
    @DefaultValue List<String> tokens,
    @DefaultValue("false") boolean anonymousReading,
    @Nullable URI address,
    @DefaultValue("100") @Min(1) @Max(10_000) int listeners,
    @DefaultValue @NestedConfigurationProperty OidcSettings oidc) {
  ApiProperties {
    if (address != null
        && (address.getHost() == null
            || !List.of("http", "https").contains(address.getScheme())
            || !List.of("", "/").contains(address.getPath()))) {
      throw new IllegalArgumentException(
          "stream.api.address is %s; it is http:// or https://, a host and a port"
              .formatted(address));
    }
  }
}
