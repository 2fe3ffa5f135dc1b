package io.loyalty.console.doctor;

import io.loyalty.client.streams.Stream;
import io.loyalty.client.streams.StreamList;
import io.loyalty.client.streams.TopicLag;
import io.loyalty.console.service.Answered;
import java.util.List;
import java.util.Objects;

/** Checks the stages of stream-service. */
final class StageChecks {
  /** Is found where no stream-service is configured, which is nobody's fault. */
  static final Finding NONE =
      Finding.good("stream-service", "None is configured (console.services.streams-url).");

  private StageChecks() {}

  static List<Finding> of(Answered<StreamList> answer) {
    if (!answer.isThere()) {
      return List.of(
          Finding.warn(
              "stream-service",
              answer.fault(),
              "See whether it runs, and read its log. Events are loaded without it; what stages"
                  + " derive is missing.",
              null));
    }
    if (answer.value().streams().isEmpty()) {
      return List.of(Finding.good("stream-service", "It runs no stage."));
    }
    return answer.value().streams().stream().map(StageChecks::finding).toList();
  }

  private static Finding finding(Stream stage) {
    String check =
        "Stage %s%s".formatted(stage.stage(), stage.version() == null ? "" : " " + stage.version());
    String reason = stage.reason() == null ? "" : ": " + stage.reason();
    return switch (stage.state()) {
      case RUNNING -> Finding.good(check, "It is running%s.".formatted(lag(stage)));
      case STARTING ->
          Finding.warn(
              check,
              "It is starting; %,d records of its state are left to restore."
                  .formatted(stage.restoring()),
              null,
              null);
      case WAITING -> Finding.warn(check, "It is waiting" + reason + ".", null, null);
      case FAILED ->
          Finding.bad(
              check,
              "It has failed" + reason + ".",
              "Remove the cause and restart stream-service; docs/runbooks/streams.md has the"
                  + " steps.",
              null);
      case STOPPED -> Finding.warn(check, "It is stopped" + reason + ".", null, null);
    };
  }

  private static String lag(Stream stage) {
    long lag =
        stage.lag().stream()
            .map(TopicLag::records)
            .filter(Objects::nonNull)
            .mapToLong(each -> each)
            .sum();
    return lag == 0 ? "" : ", and has %,d records left to read".formatted(lag);
  }
}
