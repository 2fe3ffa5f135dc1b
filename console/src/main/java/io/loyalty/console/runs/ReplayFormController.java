package io.loyalty.console.runs;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.client.consumption.Replay;
import io.loyalty.client.consumption.ReplayPlan;
import io.loyalty.client.consumption.ReplayRequest;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.LocalRedirect;
import io.loyalty.console.view.NotUnderstoodException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Starts replays, each after a dry run that says what it will read. */
@Controller
class ReplayFormController {
  private static final String FORM = "/runs/replays/new";

  private final Services services;

  ReplayFormController(Services services) {
    this.services = services;
  }

  /** Shows the form and, once it is filled in, the dry run; that changes nothing. */
  @GetMapping(FORM)
  String form(
      @ModelAttribute("form") ReplayForm form,
      @RequestParam(name = "check", required = false) String check,
      Visitor visitor,
      Model page) {
    ConsumptionApi acting = services.acting(visitor).consumption();
    page.addAttribute("types", types(Answered.from(services.consumption()::status)));
    if (check != null) {
      page.addAttribute("plan", plan(form, acting));
    }
    return "runs/replay-form";
  }

  @PostMapping("/runs/replays")
  View start(@ModelAttribute("form") ReplayForm form, Visitor visitor, RedirectAttributes next) {
    ConsumptionApi acting = services.acting(visitor).consumption();
    Answered<Replay> started;
    try {
      ReplayRequest request = form.request();
      started = Answered.from(() -> acting.start(request));
    } catch (NotUnderstoodException e) {
      started = Answered.missing(e.getMessage());
    }
    if (!started.isThere()) {
      next.addFlashAttribute("failed", started.fault());
      return LocalRedirect.to(FORM + "?" + form.query());
    }
    return LocalRedirect.to(RunRow.path("/runs/replays/", started.value().id()));
  }

  private static Answered<ReplayPlan> plan(ReplayForm form, ConsumptionApi acting) {
    try {
      ReplayRequest request = form.request().asDryRun();
      return Answered.from(() -> acting.plan(request));
    } catch (NotUnderstoodException e) {
      return Answered.missing(e.getMessage());
    }
  }

  private static Answered<List<String>> types(Answered<ConsumptionStatus> status) {
    return status.map(each -> each.topics().stream().map(Topic::eventType).sorted().toList());
  }
}
