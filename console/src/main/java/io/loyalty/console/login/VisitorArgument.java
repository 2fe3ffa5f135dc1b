package io.loyalty.console.login;

import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives the methods of controllers the visitor of the request. */
@Component
class VisitorArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  private static final String ACTS = "ROLE_" + Role.ACT.name();

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Visitor.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer page,
      NativeWebRequest request,
      WebDataBinderFactory binders) {
    return current();
  }

  /** Returns the visitor of the current request; null where nobody has signed in. */
  static Visitor current() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null || !who.isAuthenticated() || who instanceof AnonymousAuthenticationToken) {
      return null;
    }
    boolean acts = who.getAuthorities().stream().anyMatch(each -> ACTS.equals(each.getAuthority()));
    return new Visitor(who.getName(), acts ? Role.ACT : Role.READ);
  }
}
