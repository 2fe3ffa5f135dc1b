package io.loyalty.console.view;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Shows the sentence of a value that can't be used. */
@ControllerAdvice
class NotUnderstoodPages {
  @ExceptionHandler
  ModelAndView page(NotUnderstoodException fault) {
    ModelAndView page = new ModelAndView("error");
    page.setStatus(HttpStatus.BAD_REQUEST);
    page.addObject("sentence", fault.getMessage());
    return page;
  }
}
