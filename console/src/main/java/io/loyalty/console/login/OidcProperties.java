package io.loyalty.console.login;

import jakarta.validation.constraints.NotBlank;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures which role a visitor has who signs in by OpenID Connect.
 *
 * @param roleClaim the claim that lists roles, as a list or separated by blanks; a dot leads into
 *     an object, such as {@code realm_access.roles}
 * @param readRole the value in it that grants {@code read}
 * @param actRole the value in it that grants {@code act}, which includes {@code read}
 */
@Validated
@ConfigurationProperties("console.oidc")
record OidcProperties(
    @DefaultValue("roles") @NotBlank String roleClaim,
    @DefaultValue("loyalty-read") @NotBlank String readRole,
    @DefaultValue("loyalty-act") @NotBlank String actRole) {
  /** Returns the role that the claims of a visitor grant, if any. */
  Optional<Role> role(Map<String, Object> claims) {
    Object found = claims;
    for (String name : roleClaim.split("\\.", -1)) {
      found = found instanceof Map<?, ?> object ? object.get(name) : null;
    }
    Collection<?> roles =
        found instanceof Collection<?> list
            ? list
            : found instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
    if (roles.contains(actRole)) {
      return Optional.of(Role.ACT);
    }
    return roles.contains(readRole) ? Optional.of(Role.READ) : Optional.empty();
  }
}
