package io.loyalty.console.flow;

import io.loyalty.console.live.Snapshot;
import io.loyalty.console.live.Snapshots;
import io.loyalty.console.service.MissingAnswerException;
import io.loyalty.console.service.Prometheus;
import io.loyalty.console.view.Download;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Shows the flow. */
@Controller
class FlowController {
  private static final List<String> COLUMNS =
      List.of(
          "event type",
          "topic",
          "events per second",
          "records",
          "rows",
          "duplicates",
          "conflicts",
          "refused by the load",
          "lag",
          "freshness in seconds",
          "seconds until loss",
          "open dead letters");

  private final Snapshots snapshots;
  private final FlowFigures figures;
  private final Hours hours;
  private final Prometheus prometheus;

  FlowController(Snapshots snapshots, FlowFigures figures, Hours hours, Prometheus prometheus) {
    this.snapshots = snapshots;
    this.figures = figures;
    this.hours = hours;
    this.prometheus = prometheus;
  }

  @GetMapping("/")
  String flow(
      @RequestParam(name = "q", defaultValue = "") String part,
      @RequestParam(name = "sort", defaultValue = "name") String sort,
      Model page) {
    Snapshot snapshot = snapshots.latest();
    page.addAttribute("figures", figures.of(snapshot));
    page.addAttribute("types", types(snapshot, part, sort));
    page.addAttribute("q", part);
    page.addAttribute("sort", TypeOrder.of(sort).key());
    page.addAttribute("day", hours.last());
    page.addAttribute("points", Series.json(snapshots.points()));
    page.addAllAttributes(FlowChannel.balance(snapshot));
    page.addAllAttributes(FlowChannel.alerts(snapshot, prometheus));
    return "flow/flow";
  }

  @GetMapping("/flow.csv")
  ResponseEntity<byte[]> csv(
      @RequestParam(name = "q", defaultValue = "") String part,
      @RequestParam(name = "sort", defaultValue = "name") String sort) {
    List<TypeFlow> rows = known(part, sort);
    return Download.csv("flow", COLUMNS, rows.stream().map(FlowController::cells).toList());
  }

  /** Returns the cells of a row; what is not known is null. */
  private static List<Object> cells(TypeFlow type) {
    return Arrays.asList(
        type.eventType(),
        type.topic(),
        type.produced(),
        type.records(),
        type.rows(),
        type.duplicates(),
        type.conflicts(),
        type.refused(),
        type.lag(),
        type.freshnessSeconds(),
        type.secondsUntilLoss(),
        type.openDeadLetters());
  }

  @GetMapping("/flow.json")
  @ResponseBody
  List<TypeFlow> json(
      @RequestParam(name = "q", defaultValue = "") String part,
      @RequestParam(name = "sort", defaultValue = "name") String sort) {
    return known(part, sort);
  }

  @GetMapping("/flow-hours.csv")
  ResponseEntity<byte[]> hoursCsv() {
    return Download.csv(
        "flow-hours",
        List.of("hour", "rows", "duplicates", "refused"),
        hours.last().hours().orThrow().stream()
            .map(each -> List.of(each.hour(), each.rows(), each.duplicates(), each.refused()))
            .toList());
  }

  /** Returns the rows of a file, of which the status of db-consumption-service is needed. */
  private List<TypeFlow> known(String part, String sort) {
    Snapshot snapshot = snapshots.latest();
    if (snapshot.consumption().orThrow().topics().isEmpty()) {
      throw new MissingAnswerException(
          "No event type is known: db-consumption-service or its warehouse does not answer.");
    }
    return types(snapshot, part, sort);
  }

  private static List<TypeFlow> types(Snapshot snapshot, String part, String sort) {
    String sought = part.strip().toLowerCase(Locale.ROOT);
    return Account.of(snapshot).types().stream()
        .filter(each -> each.eventType().contains(sought))
        .sorted(TypeOrder.of(sort).order())
        .toList();
  }
}
