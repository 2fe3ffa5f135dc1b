package io.loyalty.console.runs;

import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Replay;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import io.loyalty.console.view.LocalRedirect;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows a replay, and pauses, resumes and cancels it. */
@Controller
class ReplayController {
  private static final String PAGE = "/runs/replays/{id}";

  private final Services services;

  ReplayController(Services services) {
    this.services = services;
  }

  @GetMapping(PAGE)
  String replay(@PathVariable("id") String id, Model page) {
    page.addAttribute("page", page(id));
    return "runs/replay";
  }

  /** The script of the page asks for its progress alone. */
  @GetMapping(path = PAGE, headers = "HX-Request")
  String progress(@PathVariable("id") String id, Model page) {
    page.addAttribute("page", page(id));
    return "runs/replay-progress :: answer";
  }

  @GetMapping(PAGE + ".json")
  ResponseEntity<byte[]> json(@PathVariable("id") String id) {
    return Download.json("replay-" + id, services.consumption().replay(id).tree());
  }

  @GetMapping(PAGE + "/cancel")
  String cancelling(@PathVariable("id") String id, Visitor visitor, Model page) {
    services.acting(visitor);
    page.addAttribute("page", page(id));
    return "runs/replay-cancel";
  }

  @PostMapping(PAGE + "/pause")
  View pause(@PathVariable("id") String id, Visitor visitor, RedirectAttributes next) {
    return steer(id, ConsumptionApi::pause, "Paused.", visitor, next);
  }

  @PostMapping(PAGE + "/resume")
  View resume(@PathVariable("id") String id, Visitor visitor, RedirectAttributes next) {
    return steer(id, ConsumptionApi::resume, "Resumed.", visitor, next);
  }

  @PostMapping(PAGE + "/cancel")
  View cancel(@PathVariable("id") String id, Visitor visitor, RedirectAttributes next) {
    return steer(id, ConsumptionApi::cancel, "Cancelled.", visitor, next);
  }

  private ReplayPage page(String id) {
    return new ReplayPage(services.consumption().replay(id).value());
  }

  private View steer(
      String id,
      BiFunction<ConsumptionApi, String, Answer<Replay>> change,
      String done,
      Visitor visitor,
      RedirectAttributes next) {
    ConsumptionApi acting = services.acting(visitor).consumption();
    Answered<Replay> changed = Answered.from(() -> change.apply(acting, id));
    next.addFlashAttribute(
        changed.isThere() ? "done" : "failed", changed.isThere() ? done : changed.fault());
    return LocalRedirect.to(RunRow.path("/runs/replays/", id));
  }
}
