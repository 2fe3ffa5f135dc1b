package io.loyalty.console.live;

import jakarta.servlet.http.HttpServletRequest;
import java.util.NoSuchElementException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends open pages what has changed on them, as server-sent events. */
@Controller
class StreamController {
  private final LiveHub hub;

  StreamController(LiveHub hub) {
    this.hub = hub;
  }

  @GetMapping(path = "/stream/{channel}")
  ResponseEntity<SseEmitter> listen(
      @PathVariable("channel") String channel, HttpServletRequest request) {
    try {
      return hub.listen(channel, request.getSession())
          .map(
              emitter ->
                  ResponseEntity.ok()
                      .contentType(MediaType.TEXT_EVENT_STREAM)
                      .header(HttpHeaders.CACHE_CONTROL, "no-store")
                      // A proxy that collects answers would hold the events back.
                      .header("X-Accel-Buffering", "no")
                      .body(emitter))
          .orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
    } catch (NoSuchElementException e) {
      return ResponseEntity.notFound().build();
    }
  }
}
