package io.loyalty.face;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures whose signed tokens (JWT) are accepted besides named tokens. Without an issuer or a
 * key set, no signed token is accepted.
 *
 * @param issuerUri the issuer, whose keys are found by OpenID Connect discovery
 * @param jwkSetUri the URI of the issuer's keys, instead of discovery
 * @param audience the required audience of a token; mandatory with an issuer or a key set
 * @param roleClaim the claim that lists roles; a dot selects a field of an object
 * @param readRole the role value that allows reading
 * @param actRole the role value that allows changes
 * @param actorClaim the claim that names the actor
 */
public record OidcSettings(
    @DefaultValue("") String issuerUri,
    @DefaultValue("") String jwkSetUri,
    @DefaultValue("") String audience,
    @DefaultValue("roles") String roleClaim,
    @DefaultValue("loyalty-read") String readRole,
    @DefaultValue("loyalty-act") String actRole,
    @DefaultValue("sub") String actorClaim) {

  boolean isOn() {
    return !issuerUri.isBlank() || !jwkSetUri.isBlank();
  }

  void check(String prefix) {
    if (isOn() && audience.isBlank()) {
      throw new InvalidApiSettingsException(
          "%s.oidc.audience is empty: a token that was made for another service would be accepted; set it."
              .formatted(prefix));
    }
    if (isOn() && (roleClaim.isBlank() || actorClaim.isBlank())) {
      throw new InvalidApiSettingsException(
          "%s.oidc.role-claim and actor-claim must name a claim.".formatted(prefix));
    }
  }
}
