package io.loyalty.face;

import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Holds the name and role of the caller; a valid token without a role gives none. */
final class Caller extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Role role;

  Caller(String name, Optional<Role> role) {
    super(role.map(Role::authorities).orElse(AuthorityUtils.NO_AUTHORITIES));
    this.name = name;
    this.role = role.orElse(null);
    setAuthenticated(true);
  }

  Optional<Role> role() {
    return Optional.ofNullable(role);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Object getPrincipal() {
    return name;
  }

  @Override
  public Object getCredentials() {
    return List.of();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Caller caller && super.equals(other) && role == caller.role;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
