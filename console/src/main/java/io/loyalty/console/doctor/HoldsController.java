package io.loyalty.console.doctor;

import io.loyalty.client.ServiceException;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.HeldPartition;
import io.loyalty.client.consumption.HoldDecision;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationList;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Resumes partitions on hold, each after a page that says what will happen. */
@Controller
class HoldsController {
  private static final int RECONCILES = 20;
  private static final Pattern PLACE = Pattern.compile("start|end|[0-9]{1,18}");

  private final Services services;

  HoldsController(Services services) {
    this.services = services;
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
    page.addAttribute("resume", resume(held, place(from)));
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
    return "redirect:/doctor";
  }

  private ResumePage resume(HeldPartition held, String from) {
    Answered<ConsumptionStatus> status = Answered.from(services.consumption()::status);
    ConsumptionStatus.Topic topic =
        status.map(ConsumptionStatus::topics).orElse(List.of()).stream()
            .filter(each -> each.topic().equals(held.topic()))
            .findFirst()
            .orElse(null);
    Answered<ReconciliationList> reconciles =
        status.then(() -> services.consumption().reconciliations(null, RECONCILES));
    Optional<Reconciliation> newest =
        topic == null || !reconciles.isThere()
            ? Optional.empty()
            : reconciles.value().reconciliations().stream()
                .filter(each -> each.state() == Reconciliation.State.FINISHED)
                .filter(
                    each -> each.eventType() == null || each.eventType().equals(topic.eventType()))
                .findFirst();
    return ResumePage.of(
        held,
        from,
        topic,
        newest
            .map(each -> reconciles.then(() -> services.consumption().reconciliation(each.id())))
            .map(Answered::value)
            .orElse(null));
  }

  private static String place(String from) {
    String place = from.strip();
    if (!PLACE.matcher(place).matches()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return place;
  }
}
