package io.loyalty.console.deadletters;

import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import io.loyalty.console.view.LocalRedirect;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows redrives and previews, and pauses, resumes and cancels them. */
@Controller
class RedriveController {
  private final Services services;

  RedriveController(Services services) {
    this.services = services;
  }

  @GetMapping("/dead-letters/redrives/{id}")
  String redrive(@PathVariable("id") String id, Model page) {
    page.addAttribute("page", page(id));
    return "deadletters/run";
  }

  /** The script of the page asks for its progress alone. */
  @GetMapping(path = "/dead-letters/redrives/{id}", headers = "HX-Request")
  String progress(@PathVariable("id") String id, Model page) {
    page.addAttribute("page", page(id));
    return "deadletters/progress :: answer";
  }

  @GetMapping("/dead-letters/redrives/{id}.json")
  ResponseEntity<byte[]> json(@PathVariable("id") String id) {
    return Download.json("redrive-" + id, services.consumption().redrive(id).tree());
  }

  @GetMapping("/dead-letters/redrives/{id}/cancel")
  String cancelling(@PathVariable("id") String id, Visitor visitor, Model page) {
    services.acting(visitor);
    page.addAttribute("page", page(id));
    return "deadletters/cancel";
  }

  @PostMapping("/dead-letters/redrives/{id}/pause")
  View pause(@PathVariable("id") String id, Visitor visitor, RedirectAttributes next) {
    return steer(id, ConsumptionApi::pauseRedrive, "Paused.", visitor, next);
  }

  @PostMapping("/dead-letters/redrives/{id}/resume")
  View resume(@PathVariable("id") String id, Visitor visitor, RedirectAttributes next) {
    return steer(id, ConsumptionApi::resumeRedrive, "Resumed.", visitor, next);
  }

  @PostMapping("/dead-letters/redrives/{id}/cancel")
  View cancel(@PathVariable("id") String id, Visitor visitor, RedirectAttributes next) {
    return steer(id, ConsumptionApi::cancelRedrive, "Cancelled.", visitor, next);
  }

  private RedrivePage page(String id) {
    return new RedrivePage(services.consumption().redrive(id).value());
  }

  private View steer(
      String id,
      BiFunction<ConsumptionApi, String, Answer<Redrive>> change,
      String done,
      Visitor visitor,
      RedirectAttributes next) {
    ConsumptionApi acting = services.acting(visitor).consumption();
    Answered<Redrive> changed = Answered.from(() -> change.apply(acting, id));
    next.addFlashAttribute(
        changed.isThere() ? "done" : "failed", changed.isThere() ? done : changed.fault());
    return LocalRedirect.to(RedrivePage.path(id));
  }
}
