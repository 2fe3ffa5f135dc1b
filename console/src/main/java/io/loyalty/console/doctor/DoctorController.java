package io.loyalty.console.doctor;

import io.loyalty.client.ServiceException;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.HeldPartition;
import io.loyalty.client.consumption.HoldDecision;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows the checks, and makes the decisions that they ask for. */
@Controller
class DoctorController {
  private static final String PAGE = "redirect:/doctor";
  private static final int RECONCILES = 20;
  private static final Pattern PLACE = Pattern.compile("start|end|[0-9]{1,19}");

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

  /** Shows what a decision would do, before it is made. */
  @GetMapping("/doctor/holds/resume")
  String confirm(
      @RequestParam String topic,
      @RequestParam int partition,
      @RequestParam String from,
      Model page) {
    HeldPartition held =
        services.consumption().holds().value().holds().stream()
            .filter(each -> each.topic().equals(topic) && each.partition() == partition)
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    page.addAttribute("held", held);
    page.addAttribute("from", place(from));
    return "doctor/resume";
  }

  @PostMapping("/doctor/holds/resume")
  String resume(
      @RequestParam String topic,
      @RequestParam int partition,
      @RequestParam String from,
      Visitor visitor,
      RedirectAttributes page) {
    try {
      HoldDecision decided =
          services.acting(visitor).consumption().resume(topic, partition, place(from)).value();
      page.addFlashAttribute(
          "done",
          String.format(
              Locale.ROOT,
              "%s-%d was held at offset %,d and goes on at %,d; %,d offsets are given up.",
              decided.topic(),
              decided.partition(),
              decided.heldOffset(),
              decided.nextOffset(),
              decided.givenUp()));
    } catch (ServiceException e) {
      page.addFlashAttribute("failed", e.detail().orElse(e.getMessage()));
    }
    return PAGE;
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
    return PAGE;
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

  private static String place(String from) {
    String place = from.strip();
    if (!PLACE.matcher(place).matches()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return place;
  }
}
