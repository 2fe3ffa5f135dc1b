package io.loyalty.console.doctor;

import io.loyalty.client.history.Audit;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows who did what, and when. */
@Controller
class AuditController {
  private static final int PAGE = 50;

  private final Services services;

  AuditController(Services services) {
    this.services = services;
  }

  @GetMapping("/doctor/audit")
  String audit(@RequestParam(required = false) String before, Model page) {
    page.addAttribute("audit", Answered.from(() -> services.consumption().audit(before, PAGE)));
    page.addAttribute("before", before);
    return "doctor/audit";
  }

  @GetMapping("/doctor/audit.csv")
  ResponseEntity<byte[]> csv(@RequestParam(required = false) String before) {
    return Download.csv(
        "audit",
        List.of("at", "actor", "action", "subject", "detail"),
        page(before).entries().stream()
            .map(
                each ->
                    Arrays.asList(
                        each.at(), each.actor(), each.action(), each.subject(), each.detail()))
            .toList());
  }

  @GetMapping("/doctor/audit.json")
  ResponseEntity<byte[]> json(@RequestParam(required = false) String before) {
    return Download.json("audit", page(before));
  }

  private Audit page(String before) {
    return services.consumption().audit(before, PAGE).value();
  }
}
