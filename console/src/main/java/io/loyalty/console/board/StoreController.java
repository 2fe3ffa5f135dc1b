package io.loyalty.console.board;

import io.loyalty.client.streams.StreamApi;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.service.SharedAnswers;
import io.loyalty.console.view.Download;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows one store. */
@Controller
class StoreController {
  private final Services services;
  private final SharedAnswers shared;

  StoreController(Services services, SharedAnswers shared) {
    this.services = services;
    this.shared = shared;
  }

  @GetMapping("/live/store")
  String store(@RequestParam String id, @RequestParam(defaultValue = "2") int hours, Model page) {
    page.addAttribute("store", page(id, hours));
    return "board/store";
  }

  /** Returns the sum and the chart, which replace themselves in place. */
  @GetMapping("/live/store/now")
  String now(@RequestParam String id, @RequestParam(defaultValue = "2") int hours, Model page) {
    page.addAttribute("store", page(id, hours));
    return "board/store :: now";
  }

  @GetMapping("/live/store.csv")
  ResponseEntity<byte[]> csv(@RequestParam String id, @RequestParam(defaultValue = "2") int hours) {
    StorePage page = known(id, hours);
    return Download.csv(
        "store-" + id,
        List.of("minute", "baskets", "lines", "revenue", "coupons", "rewards", "points_redeemed"),
        page.minutes().stream()
            .map(
                each ->
                    Arrays.asList(
                        each.minute(),
                        page.baskets(each),
                        page.lines(each),
                        page.revenue(each),
                        each.coupons(),
                        each.rewards(),
                        each.pointsRedeemed()))
            .toList());
  }

  @GetMapping("/live/store.json")
  ResponseEntity<byte[]> json(
      @RequestParam String id, @RequestParam(defaultValue = "2") int hours) {
    return Download.json("store-" + id, known(id, hours).minutes());
  }

  /** Returns what a file is made of, or throws if the answer is missing. */
  private StorePage known(String id, int hours) {
    StorePage page = page(id, hours);
    page.store().orThrow();
    return page;
  }

  private StorePage page(String id, int hours) {
    int bounded = Math.max(1, Math.min(hours, 24));
    return new StorePage(
        id,
        bounded,
        Instant.now(),
        services.hasStreams()
            ? shared.get(
                StreamApi.SERVICE,
                "store %d %s".formatted(bounded, id),
                () -> services.streams().store(id, bounded, null))
            : Answered.missing("There is no stream-service: set console.services.streams-url."));
  }
}
