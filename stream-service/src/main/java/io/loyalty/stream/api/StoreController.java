package io.loyalty.stream.api;

import io.loyalty.stream.api.StoreView.StoreList;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Serves what happens at stores. */
@RestController
final class StoreController {
  private static final int MOST_MINUTES = 60;
  private static final int MOST_HOURS = 24;

  private final StoreAnswers answers;
  private final LiveStores live;

  StoreController(StoreAnswers answers, LiveStores live) {
    this.answers = answers;
    this.live = live;
  }

  @GetMapping("/stores")
  StoreList stores(
      @RequestParam(name = "minutes", defaultValue = "15") int minutes,
      @RequestParam(name = "local", defaultValue = "false") boolean local,
      HttpServletRequest request) {
    within("minutes", minutes, MOST_MINUTES);
    return answers.stores(minutes, local, token(request));
  }

  @GetMapping("/stores/{id}")
  StoreView store(
      @PathVariable("id") String id,
      @RequestParam(name = "hours", defaultValue = "2") int hours,
      @RequestParam(name = "local", defaultValue = "false") boolean local,
      HttpServletRequest request) {
    within("hours", hours, MOST_HOURS);
    return answers.store(id, hours, local, token(request));
  }

  @GetMapping(path = "/stores/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter live(@PathVariable("id") String id, HttpServletRequest request) {
    return live.listen(id, token(request));
  }

  /** Returns the header by which the caller is known, so that other instances know it as well. */
  private static Optional<String> token(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION));
  }

  private static void within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new InvalidRequestException("%s is from 1 to %d".formatted(name, most));
    }
  }
}
