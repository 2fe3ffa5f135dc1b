package io.loyalty.console.login;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Gives every page its visitor, under the name {@code visitor}; the layout has {@code @visitors}.
 */
@ControllerAdvice(name = "visitors")
class VisitorModel {
  @ModelAttribute("visitor")
  Visitor visitor() {
    return current();
  }

  /** Returns who sees the page; null where nobody has signed in. */
  public Visitor current() {
    return VisitorArgument.current();
  }
}
