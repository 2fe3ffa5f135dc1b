package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.DeadLetterDecision;
import io.loyalty.client.consumption.ReopenRequest;
import io.loyalty.client.consumption.ResolveRequest;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.LocalRedirect;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Closes dead letters without a redrive, and opens them again. */
@Controller
class DecisionController {
  private static final String RESOLVE = "/dead-letters/resolve";
  private static final String REOPEN = "/dead-letters/reopen";
  private static final String RESOLVED = "resolved";

  private final Services services;
  private final LetterReader letters;

  DecisionController(Services services, LetterReader letters) {
    this.services = services;
    this.letters = letters;
  }

  @GetMapping(RESOLVE)
  String resolving(@ModelAttribute("filter") LetterFilter filter, Visitor visitor, Model page) {
    confirm(filter.in("open"), visitor, page);
    return "deadletters/resolve";
  }

  @PostMapping(RESOLVE)
  View resolve(
      @ModelAttribute("filter") LetterFilter filter,
      @RequestParam(name = "why", defaultValue = "") String why,
      Visitor visitor,
      RedirectAttributes next) {
    ConsumptionApi acting = services.acting(visitor).consumption();
    Answered<DeadLetterDecision> made =
        why.isBlank()
            ? Answered.missing("Say why, in a sentence that is kept with your name.")
            : Answered.from(
                () -> acting.resolve(new ResolveRequest(filter.changed(), why.strip())));
    if (!made.isThere()) {
      next.addFlashAttribute("why", why);
    }
    return led(made, RESOLVE, RESOLVED, filter, next);
  }

  @GetMapping(REOPEN)
  String reopening(@ModelAttribute("filter") LetterFilter filter, Visitor visitor, Model page) {
    confirm(filter.in(RESOLVED), visitor, page);
    return "deadletters/reopen";
  }

  @PostMapping(REOPEN)
  View reopen(
      @ModelAttribute("filter") LetterFilter filter, Visitor visitor, RedirectAttributes next) {
    ConsumptionApi acting = services.acting(visitor).consumption();
    return led(
        Answered.from(() -> acting.reopen(new ReopenRequest(filter.changed()))),
        REOPEN,
        "open",
        filter,
        next);
  }

  private void confirm(LetterFilter filter, Visitor visitor, Model page) {
    services.acting(visitor);
    LetterFilter asked = filter.before(Instant.now());
    page.addAttribute("asked", asked);
    page.addAttribute("count", letters.count(asked));
  }

  /** Leads to the dead letters in their new state, or back to the form. */
  private static View led(
      Answered<DeadLetterDecision> made,
      String form,
      String state,
      LetterFilter filter,
      RedirectAttributes next) {
    if (!made.isThere()) {
      next.addFlashAttribute("failed", made.fault());
      return LocalRedirect.to(form + "?" + filter.query());
    }
    long count = made.value().deadLetters();
    next.addFlashAttribute(
        "done",
        String.format(
            Locale.ROOT,
            "%,d dead %s now %s.",
            count,
            count == 1 ? "letter is" : "letters are",
            state));
    return LocalRedirect.to("/dead-letters/list?" + filter.in(state).query());
  }
}
