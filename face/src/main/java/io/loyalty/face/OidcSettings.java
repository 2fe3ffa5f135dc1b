package io.loyalty.face;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures whose signed tokens (JWT) are accepted besides named tokens. Without an issuer or a
 * key set, no signed token is accepted.
 *
 * @param issuerUri the issuer whose signed tokens (JWT) are accepted, too; its keys are found by
 *     OpenID Connect discovery
 * @param jwkSetUri the address of the issuer's keys, in place of discovery
 * @param audience the audience ({@code aud}) that a signed token must be meant for; required with
 *     an issuer or keys
 * @param roleClaim the claim that lists roles, as a list or separated by blanks; a dot leads into
 *     an object, such as {@code realm_access.roles}
 * @param readRole the value in it that grants {@code read}
 * @param actRole the value in it that grants {@code act}
 * @param actorClaim the claim that names the actor; the audit has it after {@code oidc:}
 */
@ConfigurationPropertiesSource
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
