package io.loyalty.face;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do; whoever may act may read as well. */
public enum Role {
  /** May ask for everything that changes nothing. */
  READ,
  /** May also change something. */
  ACT;

  List<GrantedAuthority> authorities() {
    return List.of(new SimpleGrantedAuthority("ROLE_" + name()));
  }

  /**
   * Whether the caller has a role that may read. Where reading is open to all, it may be that
   * nobody has asked who the caller is.
   */
  public static boolean mayRead(HttpServletRequest request) {
    return Arrays.stream(values()).anyMatch(role -> request.isUserInRole(role.name()));
  }

  static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
