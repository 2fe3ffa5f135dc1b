package io.loyalty.console.board;

import io.loyalty.client.history.LatestEvents;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.MissingAnswerException;
import io.loyalty.console.view.Download;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows what happens now. */
@Controller
class BoardController {
  private final BoardAnswers answers;

  BoardController(BoardAnswers answers) {
    this.answers = answers;
  }

  @GetMapping("/live")
  String live(
      @RequestParam(defaultValue = "60") int minutes,
      @RequestParam(name = "q", defaultValue = "") String query,
      Model page) {
    page.addAttribute("board", page(minutes, query));
    return "board/board";
  }

  /** Returns the rows of the stores that a viewer sees, in the same order. */
  @GetMapping("/live/stores")
  String stores(
      @RequestParam(defaultValue = "60") int minutes,
      @RequestParam(name = "q", defaultValue = "") String query,
      @RequestParam(name = "id", defaultValue = "") List<String> ids,
      Model page) {
    BoardPage board = page(minutes, query);
    page.addAttribute("board", board);
    page.addAttribute("rows", board.rows(ids));
    page.addAttribute("newStores", board.newStores(ids));
    return "board/rows :: stores";
  }

  /** Returns how many suspicions a viewer does not see yet. */
  @GetMapping("/live/alerts/new")
  String newAlerts(@RequestParam Instant since, Model page) {
    Answered<LatestEvents> alerts = answers.alerts();
    page.addAttribute("alerts", alerts);
    page.addAttribute("newAlerts", new BoardPage(1, "", null, alerts).newAlerts(since));
    return "board/rows :: alerts";
  }

  @GetMapping("/live/stores.csv")
  ResponseEntity<byte[]> storesCsv(
      @RequestParam(defaultValue = "60") int minutes,
      @RequestParam(name = "q", defaultValue = "") String query) {
    return Download.csv(
        "stores",
        List.of(
            "store_id",
            "sales",
            "returns",
            "identified",
            "revenue",
            "coupons",
            "rewards",
            "points_redeemed"),
        known(minutes, query).matching().stream()
            .map(
                each ->
                    Arrays.asList(
                        each.storeId(),
                        each.sales(),
                        each.returns(),
                        each.identified(),
                        each.revenue(),
                        each.coupons(),
                        each.rewards(),
                        each.pointsRedeemed()))
            .toList());
  }

  @GetMapping("/live/stores.json")
  ResponseEntity<byte[]> storesJson(
      @RequestParam(defaultValue = "60") int minutes,
      @RequestParam(name = "q", defaultValue = "") String query) {
    return Download.json("stores", known(minutes, query).matching());
  }

  @GetMapping("/live/alerts.csv")
  ResponseEntity<byte[]> alertsCsv() {
    return Download.csv(
        "fraud-alerts",
        List.of("event_id", "occurred_at", "rule", "score", "store_id", "cleared_by"),
        knownAlerts().stream()
            .map(
                each ->
                    Arrays.asList(
                        each.eventId(),
                        each.occurredAt(),
                        each.rule(),
                        each.score(),
                        each.storeId(),
                        each.clearedBy()))
            .toList());
  }

  @GetMapping("/live/alerts.json")
  ResponseEntity<byte[]> alertsJson() {
    return Download.json("fraud-alerts", knownAlerts());
  }

  private BoardPage page(int minutes, String query) {
    int bounded = Math.max(1, Math.min(minutes, 1440));
    return new BoardPage(bounded, query.strip(), answers.stores(bounded), answers.alerts());
  }

  /** Returns the stores of a file, or throws if the answer is missing. */
  private BoardPage known(int minutes, String query) {
    BoardPage page = page(minutes, query);
    if (page.stores() == null) {
      throw new MissingAnswerException(
          "There is no stream-service, which counts what happens at stores: set console.services.streams-url.");
    }
    page.stores().orThrow();
    return page;
  }

  /** Returns the suspicions of a file, or throws if the answer is missing. */
  private List<Alert> knownAlerts() {
    Answered<LatestEvents> alerts = answers.alerts();
    alerts.orThrow();
    return new BoardPage(1, "", null, alerts).alertRows();
  }
}
