package io.loyalty.console.doctor;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the checks. */
@Controller
class DoctorController {
  private static final int RECONCILES = 20;

  private final Services services;

  DoctorController(Services services) {
    this.services = services;
  }

  @GetMapping("/doctor")
  String doctor(Model page) {
    page.addAttribute("doctor", examined());
    return "doctor/doctor";
  }

  @GetMapping("/doctor.csv")
  ResponseEntity<byte[]> csv() {
    return Download.csv(
        "doctor",
        List.of("grade", "check", "found", "fix"),
        examined().findings().stream()
            .map(each -> Arrays.asList(each.grade(), each.check(), each.sentence(), each.fix()))
            .toList());
  }

  @GetMapping("/doctor.json")
  ResponseEntity<byte[]> json() {
    return Download.json("doctor", examined());
  }

  private DoctorPage examined() {
    Answered<ConsumptionStatus> load = Answered.from(services.consumption()::status);
    return DoctorPage.of(
        Answered.from(services.ingestion()::status),
        load,
        load.then(() -> services.consumption().reconciliations(null, RECONCILES)),
        services.hasStreams() ? Answered.from(services.streams()::streams) : null,
        Instant.now());
  }
}
