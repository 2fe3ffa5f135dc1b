package io.loyalty.console.deadletters;

import io.loyalty.client.Answer;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.console.service.Answered;
import io.loyalty.console.view.Download;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Lists the dead letters of a filter. */
@Controller
class ListController {
  private static final String FILE = "dead-letters";
  private static final int ON_A_PAGE = 50;
  private static final int AT_ONCE = 1_000;

  /** A file has no more than these; a filter makes it smaller. */
  static final int MOST_IN_A_FILE = 10_000;

  private static final List<String> HEADER =
      List.of(
          "id",
          "rejectedAt",
          "eventType",
          "station",
          "reason",
          "eventId",
          "source",
          "state",
          "attempts");

  private final LetterReader letters;

  ListController(LetterReader letters) {
    this.letters = letters;
  }

  @GetMapping("/dead-letters/list")
  String list(
      @ModelAttribute("filter") LetterFilter filter,
      @RequestParam(name = "after", required = false) String after,
      Model page) {
    String place = after == null || after.isBlank() ? null : after;
    page.addAttribute(
        "page",
        new ListPage(
            filter, Answered.from(() -> letters.page(filter, ON_A_PAGE, place)), place == null));
    return "deadletters/list";
  }

  @GetMapping("/dead-letters/list.json")
  ResponseEntity<byte[]> json(@ModelAttribute("filter") LetterFilter filter) {
    List<JsonNode> all = new ArrayList<>();
    pages(filter).forEach(each -> each.tree().path("deadLetters").forEach(all::add));
    return Download.json(FILE, all);
  }

  @GetMapping("/dead-letters/list.csv")
  ResponseEntity<byte[]> csv(@ModelAttribute("filter") LetterFilter filter) {
    return Download.csv(
        FILE,
        HEADER,
        pages(filter).stream()
            .flatMap(each -> each.value().deadLetters().stream())
            .map(ListController::row)
            .toList());
  }

  private List<Answer<DeadLetterList>> pages(LetterFilter filter) {
    List<Answer<DeadLetterList>> pages = new ArrayList<>();
    String after = null;
    do {
      Answer<DeadLetterList> page = letters.page(filter, AT_ONCE, after);
      pages.add(page);
      after = page.value().next();
    } while (after != null && pages.size() < MOST_IN_A_FILE / AT_ONCE);
    return pages;
  }

  private static List<Object> row(DeadLetterList.Summary each) {
    return Arrays.asList(
        each.id(),
        each.rejectedAt(),
        each.eventType(),
        each.station(),
        each.reason(),
        each.eventId(),
        each.source(),
        each.state(),
        each.attempts());
  }
}
