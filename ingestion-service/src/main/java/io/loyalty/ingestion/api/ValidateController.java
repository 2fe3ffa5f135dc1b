package io.loyalty.ingestion.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Serves {@code POST /validate}: shows what would become of messages, and publishes nothing. */
@RestController
final class ValidateController {
  /**
   * Request bodies stay in memory while they are validated, in the same heap as messages in work.
   */
  private static final int AT_A_TIME = 2;

  private static final int PATIENCE_SECONDS = 20;

  private final EventTrial trial;
  private final JsonMapper json;
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);

  ValidateController(EventTrial trial, JsonMapper json) {
    this.trial = trial;
    this.json = json;
  }

  @PostMapping(
      path = "/validate",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  void validateMessage(
      @RequestParam(defaultValue = "false") boolean openOnly,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    inTurn(
        () -> {
          MessageLines message = MessageLines.read(request);
          answer(response, told -> tell(openOnly, message.body(), null, told));
        });
  }

  @PostMapping(
      path = "/validate",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  void validateLines(
      @RequestParam(defaultValue = "false") boolean openOnly,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    inTurn(
        () -> {
          MessageLines messages = MessageLines.read(request).requireFewLines();
          answer(
              response, told -> messages.forEach((body, line) -> tell(openOnly, body, line, told)));
        });
  }

  private void tell(boolean openOnly, byte[] body, Integer line, Consumer<TriedEvent> told) {
    if (openOnly) {
      trial.open(body, line, told);
    } else {
      trial.tryOut(body, line, told);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void inTurn(Work work) throws IOException {
    boolean isMyTurn = false;
    try {
      isMyTurn = turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isMyTurn) {
      throw new RequestRefusedException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "other validations have been running for more than %d s; ask again later"
              .formatted(PATIENCE_SECONDS));
    }
    try {
      work.run();
    } finally {
      turns.release();
    }
  }

  private void answer(HttpServletResponse response, Consumer<Consumer<TriedEvent>> messages)
      throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    try {
      TrialAnswer answer = new TrialAnswer(json, response.getOutputStream());
      messages.accept(answer::add);
      answer.end();
    } catch (RuntimeException e) {
      if (!response.isCommitted()) {
        // Otherwise the problem details would follow half a response.
        response.reset();
      }
      throw e;
    }
  }
}
