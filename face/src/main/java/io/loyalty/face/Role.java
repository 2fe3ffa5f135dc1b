package io.loyalty.face;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Lists the roles of callers; {@link #ACT} includes {@link #READ}. */
public enum Role {
  /** The caller may send requests that change nothing. */
  READ,
  /** The caller may also send requests that change something. */
  ACT;

  List<GrantedAuthority> authorities() {
    return List.of(new SimpleGrantedAuthority("ROLE_" + name()));
  }

  /**
   * Returns whether the caller has a role that may read. If anonymous reading is allowed, the
   * caller may not have been authenticated.
   */
  public static boolean mayRead(HttpServletRequest request) {
    return Arrays.stream(values()).anyMatch(role -> request.isUserInRole(role.name()));
  }

  static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
