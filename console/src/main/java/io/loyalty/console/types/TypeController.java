package io.loyalty.console.types;

import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.ingestion.EventContract;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows one event type, and tries events of it. */
@Controller
class TypeController {
  private static final int RECONCILES = 20;
  private static final List<String> FIELD_COLUMNS =
      List.of("path", "type", "required", "personal", "max_length", "format", "pattern", "doc");

  private final Services services;

  TypeController(Services services) {
    this.services = services;
  }

  @GetMapping("/event-types/{type}")
  String type(
      @PathVariable String type,
      @RequestParam(required = false) String change,
      @RequestParam(name = "as", defaultValue = "text") String kind,
      Model page) {
    ContractChange shown =
        change == null || !ContractChange.isPossible(change)
            ? null
            : ContractChange.of(change, ContractChange.Kind.of(kind));
    page.addAttribute("type", page(type, shown, null));
    return "types/type";
  }

  /**
   * Validates an event. The answer is the page itself and no redirect: nothing has changed, and the
   * event is too long for an address.
   */
  @PostMapping("/event-types/{type}/try")
  String tryEvent(
      @PathVariable String type, @RequestParam String event, Visitor visitor, Model page) {
    Answered<io.loyalty.client.ingestion.Validation> validation =
        Answered.from(
            () ->
                services
                    .acting(visitor)
                    .ingestion()
                    .validate(null, event.getBytes(StandardCharsets.UTF_8)));
    page.addAttribute("type", page(type, null, new Trial(event, validation)));
    return "types/type";
  }

  @GetMapping("/event-types/{type}/contract.json")
  ResponseEntity<byte[]> contract(@PathVariable String type) {
    Answer<EventContract> contract = services.ingestion().eventType(type);
    return Download.json(type, contract.tree());
  }

  @GetMapping("/event-types/{type}/fields.csv")
  ResponseEntity<byte[]> fields(@PathVariable String type) {
    EventContract contract = services.ingestion().eventType(type).value();
    return Download.csv(
        type + "-fields",
        FIELD_COLUMNS,
        contract.fields().stream()
            .map(
                each ->
                    Arrays.asList(
                        each.path(),
                        each.type(),
                        each.required(),
                        each.personal(),
                        each.maxLength(),
                        each.format(),
                        each.pattern(),
                        each.doc()))
            .toList());
  }

  private TypePage page(String type, ContractChange change, Trial trial) {
    Answered<EventContract> contract =
        Answered.ofExisting(() -> services.ingestion().eventType(type));
    Answered<ConsumptionStatus> load = Answered.from(services.consumption()::status);
    return new TypePage(
        type,
        contract,
        contract.then(services.ingestion()::eventTypes),
        contract.then(services.ingestion()::status),
        load,
        load.then(() -> services.consumption().table(type)),
        reconciled(load, type),
        change,
        trial);
  }

  /**
   * Returns the newest reconcile that has looked at the type; the value is null if there is none.
   */
  private Answered<Reconciliation> reconciled(Answered<ConsumptionStatus> before, String type) {
    return before
        .then(() -> services.consumption().reconciliations(null, RECONCILES))
        .map(
            list ->
                list.reconciliations().stream()
                    .filter(each -> each.state() == Reconciliation.State.FINISHED)
                    .filter(each -> each.eventType() == null || each.eventType().equals(type))
                    .findFirst()
                    .map(Reconciliation::id))
        .orElse(java.util.Optional.empty())
        .map(id -> Answered.from(() -> services.consumption().reconciliation(id)))
        .orElseGet(() -> Answered.unasked());
  }
}
