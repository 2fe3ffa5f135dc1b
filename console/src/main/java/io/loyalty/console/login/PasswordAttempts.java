package io.loyalty.console.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts attempts to sign in with a password, by name and by client address, in fixed windows that
 * begin with the first of them. An attempt counts when it begins, so that attempts at the same time
 * get no further than others, and no longer once it has succeeded. Names that nobody has are
 * counted like all others, so that the limit does not tell who is a user. Thread-safe.
 */
@Component
class PasswordAttempts {
  /**
   * The most names and addresses that are remembered; the oldest is forgotten for a new one. To
   * have one forgotten, an attacker needs as many attempts from hundreds of addresses.
   */
  static final int MOST = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(PasswordAttempts.class);
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_ADDRESS = 64;
  private static final int NETWORK_BYTES = 8;

  private final PasswordAttemptsProperties limits;
  private final Set<String> users;
  private final Clock clock;

  // By the begin of their windows: those that have passed stand first.
  private final Map<String, Window> windows = new LinkedHashMap<>();

  PasswordAttempts(PasswordAttemptsProperties limits, LoginProperties login, Clock clock) {
    this.limits = limits;
    this.users =
        login.configuredUsers().stream()
            .map(each -> canonical(each.name()))
            .collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
  }

  private static final class Window {
    private final Instant end;
    private int attempts;
    private boolean isLogged;

    Window(Instant end) {
      this.end = end;
    }
  }

  /** Counts an attempt and returns true, or returns false if there were too many. */
  synchronized boolean begins(String typedName, String address) {
    forgetThePast();
    String name = canonical(typedName);
    Window ofName = windows.get(ofName(name));
    Window ofAddress = windows.get(ofAddress(address));
    if (isFull(ofName, limits.perName())) {
      // What is typed as a name may be a password.
      log(ofName, users.contains(name) ? "the user " + name : "a name that no user has");
      return false;
    }
    if (isFull(ofAddress, limits.perAddress())) {
      log(ofAddress, "one client address");
      return false;
    }
    count(ofName(name));
    count(ofAddress(address));
    return true;
  }

  /** Tells that an attempt has succeeded: the name begins anew. */
  synchronized void succeeded(String typedName, String address) {
    windows.remove(ofName(canonical(typedName)));
    // The failures of others count on: an attacker may have a password of their own.
    Window ofAddress = windows.get(ofAddress(address));
    if (ofAddress != null && ofAddress.attempts > 0) {
      ofAddress.attempts--;
    }
  }

  /** Returns how many names and addresses are remembered. */
  synchronized int remembered() {
    return windows.size();
  }

  private static boolean isFull(Window window, int most) {
    return window != null && window.attempts >= most;
  }

  private void count(String key) {
    Window window = windows.get(key);
    if (window == null) {
      if (windows.size() >= MOST) {
        Iterator<String> oldest = windows.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
      window = new Window(clock.instant().plus(limits.window()));
      windows.put(key, window);
    }
    window.attempts++;
  }

  private void forgetThePast() {
    Instant now = clock.instant();
    Iterator<Window> oldest = windows.values().iterator();
    while (oldest.hasNext() && !oldest.next().end.isAfter(now)) {
      oldest.remove();
    }
  }

  private static void log(Window window, String whose) {
    if (!window.isLogged) {
      window.isLogged = true;
      LOG.warn(
          "Sign-ins with a password are refused for {} until {}: {} attempts have failed",
          whose,
          window.end.truncatedTo(ChronoUnit.SECONDS),
          window.attempts);
    }
  }

  /** Returns a name as the users are looked up by it: upper and lower case are the same. */
  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), LONGEST_NAME + 1));
  }

  private static String ofName(String name) {
    return "name " + name;
  }

  /** A client of IPv6 has a whole network of addresses. */
  private static String ofAddress(String address) {
    String part = address.substring(0, Math.min(address.length(), LONGEST_ADDRESS));
    // Without a colon it could be taken for the name of a host, which would be looked up.
    if (part.contains(":")) {
      try {
        if (InetAddress.getByName(part) instanceof Inet6Address network) {
          byte[] prefix = Arrays.copyOf(network.getAddress(), NETWORK_BYTES);
          return "address " + HexFormat.of().formatHex(prefix);
        }
      } catch (UnknownHostException noAddress) {
        return "address " + part;
      }
    }
    return "address " + part;
  }
}
