package io.loyalty.console.view;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows what went wrong with a request as one sentence, and nothing of its inner parts. */
@Controller
class ErrorPages implements ErrorController {
  @RequestMapping("/error")
  String error(HttpServletRequest request, Model page) {
    HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.resolve(code)
            : null;
    page.addAttribute("sentence", sentence(status));
    return "error";
  }

  private static String sentence(HttpStatus status) {
    if (status == null) {
      return "There is no such page.";
    }
    return switch (status) {
      case NOT_FOUND -> "There is no such page.";
      case FORBIDDEN ->
          "This is not allowed: your role may only read, or the page was open for too long. Go back, load the page again, and retry.";
      case BAD_REQUEST -> "The address or the form has a value that is not understood.";
      case METHOD_NOT_ALLOWED -> "This address can't be asked in this way.";
      case SERVICE_UNAVAILABLE ->
          "The console is stopping, or has too many visitors. Try again in a minute.";
      default -> "Something went wrong in the console; its log tells what.";
    };
  }
}
