package io.loyalty.console.types;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.client.consumption.DeadLetterQuery;
import io.loyalty.client.ingestion.EventTypeList;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists the event types. */
@Controller
class TypesController {
  private static final String FILE = "event-types";
  private static final List<String> COLUMNS =
      List.of(
          "event_type",
          "version",
          "derived_by",
          "accepted",
          "per_second",
          "refused",
          "lag",
          "loaded_through",
          "unknown_fields");

  private final Services services;

  TypesController(Services services) {
    this.services = services;
  }

  @GetMapping("/event-types")
  String types(
      @RequestParam(name = "q", defaultValue = "") String query,
      @RequestParam(name = "sort", defaultValue = "name") String order,
      Model page) {
    page.addAttribute("types", page(query, order));
    return "types/types";
  }

  @GetMapping("/event-types.csv")
  ResponseEntity<byte[]> csv(
      @RequestParam(name = "q", defaultValue = "") String query,
      @RequestParam(name = "sort", defaultValue = "name") String order) {
    return Download.csv(
        FILE,
        COLUMNS,
        rows(query, order).stream()
            .map(
                each ->
                    Arrays.asList(
                        each.eventType(),
                        each.version(),
                        each.derivedBy(),
                        each.accepted(),
                        each.perSecond(),
                        each.refused(),
                        each.lag(),
                        each.loadedThrough(),
                        each.unknownFields()))
            .toList());
  }

  @GetMapping("/event-types.json")
  ResponseEntity<byte[]> json(
      @RequestParam(name = "q", defaultValue = "") String query,
      @RequestParam(name = "sort", defaultValue = "name") String order) {
    return Download.json(FILE, rows(query, order));
  }

  /** Returns the rows of a file, or throws if an answer is missing. */
  private List<TypeRow> rows(String query, String order) {
    TypesPage page = page(query, order);
    Answered.orThrow(page.answers().all());
    return page.rows();
  }

  private TypesPage page(String query, String order) {
    Instant until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Instant since = until.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    Answered<EventTypeList> types = Answered.from(services.ingestion()::eventTypes);
    Answered<ConsumptionStatus> load = Answered.from(services.consumption()::status);
    TypesPage.Answers answers =
        new TypesPage.Answers(
            types,
            types.then(services.ingestion()::status),
            load,
            load.then(
                () -> services.consumption().ledger(since.toString(), until.toString(), null)),
            load.then(
                () -> services.consumption().deadLetters(refused(since, until).parameters())));
    return TypesPage.of(answers, since, until, query.strip(), TypeOrder.of(order));
  }

  private static DeadLetterQuery refused(Instant since, Instant until) {
    DeadLetterFilter filter =
        new DeadLetterFilter(null, null, null, null, null, null, null, since, until, null, "all");
    return new DeadLetterQuery(filter, List.of("eventType"), 1, null);
  }
}
