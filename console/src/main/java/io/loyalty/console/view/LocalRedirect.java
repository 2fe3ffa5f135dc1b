package io.loyalty.console.view;

import org.springframework.web.servlet.view.RedirectView;

/** Leads to another page of the console. */
public final class LocalRedirect {
  private LocalRedirect() {}

  /**
   * Returns the answer to a form: the browser asks for the page with a GET.
   *
   * @param path the path and the query, already encoded; braces in it are no variables
   */
  public static RedirectView to(String path) {
    RedirectView redirect = new RedirectView(path, true, true, false);
    redirect.setExpandUriTemplateVariables(false);
    return redirect;
  }
}
