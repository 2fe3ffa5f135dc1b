package io.loyalty.console.runs;

import io.loyalty.client.Answer;
import io.loyalty.client.streams.Comparison;
import io.loyalty.client.streams.StageList;
import io.loyalty.client.streams.StageStatus;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.MissingAnswerException;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import io.loyalty.console.view.TimeInput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Compares what a stage in use and a candidate of it have derived. The service reads both topics
 * for it, one comparison at a time, so it needs the role act although it changes nothing.
 */
@Controller
class ComparisonController {
  private final Services services;

  ComparisonController(Services services) {
    this.services = services;
  }

  @GetMapping("/runs/comparison")
  String comparison(
      @RequestParam(defaultValue = "") String stage,
      @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Visitor visitor,
      Model page) {
    services.acting(visitor);
    Answered<StageList> stages =
        services.hasStreams()
            ? Answered.from(services.streams()::stages)
            : Answered.missing("No stream-service is configured (console.services.streams-url).");
    page.addAttribute(
        "stages", stages.map(all -> all.stages().stream().map(StageStatus::stage).toList()));
    page.addAttribute("stage", stage);
    page.addAttribute("version", version);
    page.addAttribute("from", TimeInput.asField(from));
    page.addAttribute("to", TimeInput.asField(to));
    page.addAttribute(
        "comparison",
        stage.isBlank() || version.isBlank()
            ? Answered.unasked()
            : Answered.from(() -> compare(visitor, stage, version, from, to)));
    return "runs/comparison";
  }

  @GetMapping("/runs/comparison.json")
  ResponseEntity<byte[]> json(
      @RequestParam String stage,
      @RequestParam String version,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Visitor visitor) {
    if (!services.hasStreams()) {
      throw new MissingAnswerException(
          "There is no stream-service: set console.services.streams-url.");
    }
    return Download.json("comparison-" + stage, compare(visitor, stage, version, from, to).tree());
  }

  private Answer<Comparison> compare(
      Visitor visitor, String stage, String version, String from, String to) {
    return services
        .acting(visitor)
        .streams()
        .compare(stage, version.strip(), time("from", from), time("to", to));
  }

  private static @Nullable String time(String name, String text) {
    Instant time = TimeInput.read(name, text);
    return time == null ? null : time.toString();
  }
}
