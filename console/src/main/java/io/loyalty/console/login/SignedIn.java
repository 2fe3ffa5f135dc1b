package io.loyalty.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/** Leads a visitor who has signed in to the page that was asked for, and nowhere else. */
final class SignedIn implements AuthenticationSuccessHandler {
  private final RequestCache asked;

  SignedIn(RequestCache asked) {
    this.asked = asked;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    String page =
        Optional.ofNullable(asked.getRequest(request, response))
            .map(SavedRequest::getRedirectUrl)
            .flatMap(LocalPath::of)
            .orElse(request.getContextPath() + "/");
    asked.removeRequest(request, response);
    response.sendRedirect(page);
  }
}
