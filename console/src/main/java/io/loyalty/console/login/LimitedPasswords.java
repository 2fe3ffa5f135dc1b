package io.loyalty.console.login;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks passwords unless too many were wrong. The refusal comes before anything of the name is
 * looked up, so that neither its sentence nor its time depends on whether there is such a user.
 */
final class LimitedPasswords implements AuthenticationProvider {
  private final PasswordAttempts attempts;
  private final DaoAuthenticationProvider passwords;

  LimitedPasswords(PasswordAttempts attempts, UserDetailsService users, PasswordEncoder encoder) {
    this.attempts = attempts;
    this.passwords = new DaoAuthenticationProvider(users);
    passwords.setPasswordEncoder(encoder);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    if (!attempts.begins(attempt.getName(), address)) {
      throw new LockedException("too many attempts");
    }
    Authentication who = passwords.authenticate(attempt);
    attempts.succeeded(attempt.getName(), address);
    return who;
  }

  @Override
  public boolean supports(Class<?> kind) {
    return passwords.supports(kind);
  }
}
