package io.loyalty.face;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose signed tokens (JWT) are accepted besides the named ones; nobody's without an issuer or a
 * set of keys.
 *
 * @param issuerUri the issuer, whose keys are found by OpenID Connect discovery
 * @param jwkSetUri where the issuer's keys are, in place of discovery
 * @param audience what a token must be meant for; required with either of the above
 * @param roleClaim the claim that lists roles; a dot leads into an object
 * @param readRole the value in it that allows to read
 * @param actRole the value in it that allows to act
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
