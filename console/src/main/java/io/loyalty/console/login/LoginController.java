package io.loyalty.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the page to sign in, and signs in by the link that works once. */
@Controller
class LoginController {
  private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);

  /**
   * Describes a way to sign in elsewhere.
   *
   * @param path where it begins
   * @param name its name
   */
  record Elsewhere(String path, String name) {}

  private final boolean hasUsers;
  private final List<Elsewhere> elsewhere = new ArrayList<>();
  private final OneTimeLink link;
  private final PasswordAttemptsProperties limits;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();

  LoginController(
      LoginProperties properties,
      OneTimeLink link,
      PasswordAttemptsProperties limits,
      ObjectProvider<ClientRegistrationRepository> issuers) {
    this.hasUsers = !properties.configuredUsers().isEmpty();
    this.link = link;
    this.limits = limits;
    if (issuers.getIfAvailable() instanceof Iterable<?> all) {
      all.forEach(
          each -> {
            if (each instanceof ClientRegistration issuer) {
              elsewhere.add(
                  new Elsewhere(
                      "/oauth2/authorization/" + issuer.getRegistrationId(),
                      issuer.getClientName()));
            }
          });
    }
  }

  @GetMapping("/login")
  String login(
      @RequestParam(name = "error", required = false) String error,
      @RequestParam(name = "limited", required = false) String limited,
      @RequestParam(name = "out", required = false) String out,
      @RequestParam(name = "link", required = false) String usedLink,
      Model page) {
    page.addAttribute("refused", error != null);
    page.addAttribute("limited", limited != null);
    page.addAttribute("window", limits.window());
    page.addAttribute("signedOut", out != null);
    page.addAttribute("usedLink", usedLink != null);
    page.addAttribute("hasUsers", hasUsers);
    page.addAttribute("elsewhere", elsewhere);
    return "login/login";
  }

  @GetMapping("/login/once")
  String once(
      @RequestParam(name = "token", defaultValue = "") String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!isLoopback(request.getRemoteAddr()) || !link.takes(token)) {
      return "redirect:/login?link";
    }
    // A session from before may be known to somebody else.
    HttpSession before = request.getSession(false);
    if (before != null) {
      before.invalidate();
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            link.name(), null, AuthorityUtils.createAuthorityList("ROLE_" + Role.ACT.name())));
    sessions.saveContext(context, request, response);
    LOG.info("{} signed in by the link that works once", link.name());
    return "redirect:/";
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
