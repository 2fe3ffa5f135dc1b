package io.loyalty.stream.run;

import java.util.List;

/** Signals a request for a stage that this instance does not run. */
public final class UnknownStageException extends RuntimeException {
  UnknownStageException(String stage, List<String> known) {
    super("this instance runs no stage %s; it runs %s".formatted(stage, String.join(", ", known)));
  }
}
