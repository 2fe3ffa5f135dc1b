package io.loyalty.console.runs;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationRequest;
import io.loyalty.client.consumption.ReconciliationResult.Partition;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import io.loyalty.console.view.LocalRedirect;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Starts reconciliations, and shows how far they are and what they found. */
@Controller
class ReconciliationController {
  private static final String PAGE = "/runs/reconciliations/{id}";
  private static final String FORM = "/runs/reconciliations/new";
  private static final List<String> HEADER =
      List.of(
          "topic",
          "partition",
          "depth",
          "records",
          "rows",
          "duplicates",
          "conflicts",
          "deadLettered",
          "holes",
          "expired",
          "lost",
          "givenUp",
          "unaccounted",
          "unproven",
          "differences");

  private final Services services;

  ReconciliationController(Services services) {
    this.services = services;
  }

  @GetMapping(FORM)
  String form(
      @RequestParam(name = "eventType", defaultValue = "") String eventType,
      Visitor visitor,
      Model page) {
    services.acting(visitor);
    page.addAttribute("chosen", eventType);
    page.addAttribute(
        "topics",
        Answered.from(services.consumption()::status)
            .map(
                each ->
                    each.topics().stream()
                        .sorted(Comparator.comparing(Topic::eventType))
                        .toList()));
    return "runs/reconciliation-form";
  }

  @PostMapping("/runs/reconciliations")
  View start(
      @RequestParam(name = "eventType", defaultValue = "") String eventType,
      @RequestParam(name = "deep", defaultValue = "false") boolean deep,
      Visitor visitor,
      RedirectAttributes next) {
    ConsumptionApi acting = services.acting(visitor).consumption();
    ReconciliationRequest request =
        new ReconciliationRequest(eventType.isBlank() ? null : eventType.strip(), deep);
    Answered<Reconciliation> started = Answered.from(() -> acting.reconcile(request));
    if (!started.isThere()) {
      next.addFlashAttribute("failed", started.fault());
      return LocalRedirect.to(FORM);
    }
    return LocalRedirect.to(RunRow.path("/runs/reconciliations/", started.value().id()));
  }

  @GetMapping(PAGE)
  String reconciliation(@PathVariable("id") String id, Model page) {
    page.addAttribute("page", page(id));
    return "runs/reconciliation";
  }

  /** The script of the page asks for its progress alone. */
  @GetMapping(path = PAGE, headers = "HX-Request")
  String progress(@PathVariable("id") String id, Model page) {
    page.addAttribute("page", page(id));
    return "runs/reconciliation-progress :: answer";
  }

  @GetMapping(PAGE + ".json")
  ResponseEntity<byte[]> json(@PathVariable("id") String id) {
    return Download.json("reconciliation-" + id, services.consumption().reconciliation(id).tree());
  }

  @GetMapping(PAGE + ".csv")
  ResponseEntity<byte[]> csv(@PathVariable("id") String id) {
    ReconciliationPage found = page(id);
    return Download.csv(
        "reconciliation-" + id,
        HEADER,
        found.partitions().stream().map(each -> row(found, each)).toList());
  }

  private ReconciliationPage page(String id) {
    return new ReconciliationPage(services.consumption().reconciliation(id).value());
  }

  private static List<Object> row(ReconciliationPage page, Partition each) {
    return List.of(
        each.topic(),
        each.partition(),
        each.depth(),
        each.records(),
        each.rows(),
        each.duplicates(),
        each.conflicts(),
        each.deadLettered(),
        each.holes(),
        each.expired(),
        each.lost(),
        each.givenUp(),
        each.unaccounted(),
        each.unproven(),
        String.join("; ", page.differences(each)));
  }
}
