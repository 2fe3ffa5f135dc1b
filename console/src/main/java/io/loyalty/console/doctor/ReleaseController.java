package io.loyalty.console.doctor;

import io.loyalty.client.ServiceException;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Services;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Releases the refused events that ingestion keeps, after a page that says how many. */
@Controller
class ReleaseController {
  private final Services services;

  ReleaseController(Services services) {
    this.services = services;
  }

  /** Shows what a release would do, before it is made. */
  @GetMapping("/doctor/refused/release")
  String confirm(Model page) {
    IngestionStatus status = services.ingestion().status().value();
    page.addAttribute("kept", status.keptRefusals());
    page.addAttribute("reason", status.reason());
    page.addAttribute(
        "waiting",
        status.queues().stream()
            .mapToLong(each -> each.waiting() == null ? 0 : each.waiting())
            .sum());
    return "doctor/release";
  }

  @PostMapping("/doctor/refused/release")
  String release(Visitor visitor, RedirectAttributes page) {
    try {
      int released = services.acting(visitor).ingestion().releaseRefused().value().released();
      page.addFlashAttribute(
          "done",
          String.format(
              Locale.ROOT,
              "%,d refused events become dead letters, and receiving goes on.",
              released));
    } catch (ServiceException e) {
      page.addFlashAttribute("failed", e.detail().orElse(e.getMessage()));
    }
    return "redirect:/doctor";
  }
}
