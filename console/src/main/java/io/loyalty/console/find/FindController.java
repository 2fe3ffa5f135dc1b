package io.loyalty.console.find;

import io.loyalty.client.Answer;
import io.loyalty.client.consumption.EventMatches;
import io.loyalty.client.consumption.Whereabouts;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds events. */
@Controller
class FindController {
  /** These fields identify an event or whom it is about; contracts mark them with lookup. */
  private static final List<String> FIELDS = List.of("transactionId", "memberId", "notificationId");

  private static final int LIMIT = 100;

  private final Services services;

  FindController(Services services) {
    this.services = services;
  }

  @GetMapping("/find")
  String find(
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(defaultValue = "false") boolean scan,
      Model page) {
    page.addAttribute("find", find(text, scan));
    return "find/find";
  }

  @GetMapping("/find.json")
  ResponseEntity<byte[]> json(
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(defaultValue = "false") boolean scan) {
    FindPage page = known(text, scan);
    return Download.json("find", page.isHit() ? page.found().value() : page.matches());
  }

  @GetMapping("/find.csv")
  ResponseEntity<byte[]> csv(@RequestParam(name = "q", defaultValue = "") String text) {
    return Download.csv(
        "find",
        List.of("event_id", "event_type", "occurred_at", "loaded_at"),
        known(text, false).matches().stream()
            .map(
                each ->
                    Arrays.asList(
                        each.eventId(), each.eventType(), each.occurredAt(), each.loadedAt()))
            .toList());
  }

  /** Returns what a file is made of, or throws if an answer is missing. */
  private FindPage known(String text, boolean scan) {
    FindPage page = find(text, scan);
    Answered.orThrow(page.answers());
    return page;
  }

  private FindPage find(String text, boolean scan) {
    Asked asked = Asked.of(text);
    Answered<Whereabouts> found =
        asked.isId() ? Answered.from(() -> where(asked.value(), scan)) : Answered.unasked();
    if (!asked.mayBeValue() || (found.isThere() && found.value().found())) {
      return new FindPage(text, scan, found, List.of());
    }
    return values(text, scan, asked, found);
  }

  private FindPage values(String text, boolean scan, Asked asked, Answered<Whereabouts> found) {
    List<Answered<EventMatches>> values = new ArrayList<>();
    Answered<?> before = found;
    for (String field : asked.field() == null ? FIELDS : List.of(asked.field())) {
      Answered<EventMatches> answer =
          before.then(() -> services.consumption().events(field, asked.value(), null, LIMIT));
      values.add(answer);
      before = answer;
    }
    FindPage page = new FindPage(text, scan, found, List.copyOf(values));
    if (page.matches().size() != 1) {
      return page;
    }
    String only = page.matches().get(0).eventId();
    return new FindPage(text, scan, before.then(() -> where(only, scan)), page.values());
  }

  private Answer<Whereabouts> where(String id, boolean scan) {
    return services.consumption().where(id, null, scan ? Boolean.TRUE : null);
  }
}
