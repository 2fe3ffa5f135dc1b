package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.RedriveRequest;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.LocalRedirect;
import io.loyalty.console.view.NotUnderstoodException;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Starts previews and redrives, each after a page that says what will happen. */
@Controller
class StartController {
  private static final String OPEN = "open";
  private static final String PREVIEW = "/dead-letters/preview";
  private static final String REDRIVE = "/dead-letters/redrive";

  private final Services services;
  private final LetterReader letters;

  StartController(Services services, LetterReader letters) {
    this.services = services;
    this.letters = letters;
  }

  @GetMapping(PREVIEW)
  String preview(@ModelAttribute("filter") LetterFilter filter, Visitor visitor, Model page) {
    confirm(filter, visitor, page);
    return "deadletters/preview";
  }

  @PostMapping(PREVIEW)
  View startPreview(
      @ModelAttribute("filter") LetterFilter filter,
      @ModelAttribute("form") PreviewForm form,
      Visitor visitor,
      HttpSession session,
      RedirectAttributes next) {
    return start(
        () -> form.preview(filter),
        PREVIEW + "?" + filter.query(),
        form,
        visitor,
        next,
        preview -> GivenPatches.of(session).keep(preview.id(), form.patch()));
  }

  @GetMapping(REDRIVE)
  String redrive(@ModelAttribute("filter") LetterFilter filter, Visitor visitor, Model page) {
    confirm(filter, visitor, page);
    return "deadletters/redrive";
  }

  @PostMapping(REDRIVE)
  View startRedrive(
      @ModelAttribute("filter") LetterFilter filter,
      @ModelAttribute("form") PreviewForm form,
      Visitor visitor,
      RedirectAttributes next) {
    return start(
        () -> form.redrive(filter),
        REDRIVE + "?" + filter.query(),
        form,
        visitor,
        next,
        redrive -> {});
  }

  /** Says what a redrive of what would pass by a preview does. */
  @GetMapping("/dead-letters/redrives/{id}/confirm")
  String confirm(@PathVariable("id") String id, Visitor visitor, HttpSession session, Model page) {
    services.acting(visitor);
    page.addAttribute("page", new RedrivePage(services.consumption().redrive(id).value()));
    page.addAttribute("patch", GivenPatches.of(session).of(id));
    return "deadletters/confirm";
  }

  @PostMapping("/dead-letters/redrives/{id}/redrive")
  View redrivePassing(
      @PathVariable("id") String id,
      @ModelAttribute("form") PreviewForm form,
      Visitor visitor,
      RedirectAttributes next) {
    return start(
        () -> form.redriveOf(id),
        RedrivePage.path(id) + "/confirm",
        form,
        visitor,
        next,
        redrive -> {});
  }

  private void confirm(LetterFilter filter, Visitor visitor, Model page) {
    services.acting(visitor);
    LetterFilter asked = filter.in(OPEN).before(Instant.now());
    page.addAttribute("asked", asked);
    page.addAttribute("count", letters.count(asked));
  }

  /** Leads to the page of what was started, or back to the form with what was typed. */
  private View start(
      Supplier<RedriveRequest> typed,
      String form,
      PreviewForm fields,
      Visitor visitor,
      RedirectAttributes next,
      Consumer<Redrive> taken) {
    Answered<Redrive> started;
    try {
      RedriveRequest request = typed.get();
      started = Answered.from(() -> services.acting(visitor).consumption().redrive(request));
    } catch (NotUnderstoodException e) {
      started = Answered.missing(e.getMessage());
    }
    if (!started.isThere()) {
      next.addFlashAttribute("failed", started.fault());
      next.addFlashAttribute("form", fields);
      return LocalRedirect.to(form);
    }
    taken.accept(started.value());
    return LocalRedirect.to(RedrivePage.path(started.value().id()));
  }
}
