package io.loyalty.console.runs;

import io.loyalty.console.service.Answered;
import io.loyalty.console.view.Download;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists what runs and has run. */
@Controller
class RunsController {
  private static final String FILE = "runs";
  private static final List<String> HEADER =
      List.of("kind", "id", "state", "about", "percent", "result", "at", "endedAt", "by", "reason");

  private final Runs runs;

  RunsController(Runs runs) {
    this.runs = runs;
  }

  @GetMapping("/runs")
  String runs(
      @RequestParam(name = "kind", defaultValue = "") String kind,
      @RequestParam(name = "running", defaultValue = "false") boolean running,
      Model page) {
    page.addAttribute("page", runs.now(RunKind.of(kind), running));
    return "runs/runs";
  }

  @GetMapping("/runs.json")
  ResponseEntity<byte[]> json(
      @RequestParam(name = "kind", defaultValue = "") String kind,
      @RequestParam(name = "running", defaultValue = "false") boolean running) {
    return Download.json(FILE, rows(kind, running));
  }

  @GetMapping("/runs.csv")
  ResponseEntity<byte[]> csv(
      @RequestParam(name = "kind", defaultValue = "") String kind,
      @RequestParam(name = "running", defaultValue = "false") boolean running) {
    return Download.csv(
        FILE, HEADER, rows(kind, running).stream().map(RunsController::row).toList());
  }

  /** Returns the rows of a file, or throws if an answer is missing. */
  private List<RunRow> rows(String kind, boolean running) {
    RunsPage page = runs.now(RunKind.of(kind), running);
    Answered.orThrow(page.answers());
    return page.rows();
  }

  private static List<Object> row(RunRow each) {
    return Arrays.asList(
        each.kind().noun(),
        each.id(),
        each.state(),
        each.about(),
        each.percent(),
        each.result(),
        each.at(),
        each.endedAt(),
        each.by(),
        each.reason());
  }
}
