package io.loyalty.console.service;

import io.loyalty.client.ServiceException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Shows one sentence where a page needs an answer that it did not get. */
@ControllerAdvice
class ServiceFaultPages {
  @ExceptionHandler
  ModelAndView page(ServiceException fault) {
    HttpStatus status =
        switch (fault.code()) {
          case CONFLICT -> HttpStatus.CONFLICT;
          case REFUSED -> fault.status() == 404 ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
          case UNREACHABLE,
              TIMED_OUT,
              UNTRUSTED,
              UNAUTHORIZED,
              FORBIDDEN,
              UNAVAILABLE,
              NOT_UNDERSTOOD ->
              HttpStatus.BAD_GATEWAY;
        };
    return page(status, Answered.sentence(fault));
  }

  @ExceptionHandler
  ModelAndView page(MissingAnswerException fault) {
    return page(HttpStatus.SERVICE_UNAVAILABLE, fault.getMessage());
  }

  @ExceptionHandler
  ModelAndView page(MayNotActException fault) {
    return page(HttpStatus.FORBIDDEN, fault.getMessage());
  }

  private static ModelAndView page(HttpStatus status, String sentence) {
    ModelAndView page = new ModelAndView("error");
    page.setStatus(status);
    page.addObject("sentence", sentence);
    return page;
  }
}
