package io.loyalty.stream.api;

import io.loyalty.stream.api.StreamController.ResetView;
import io.loyalty.stream.run.StageDetail;
import io.loyalty.stream.run.StageState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a stage is.
 *
 * @param stage the name of the stage
 * @param version the version that runs as a candidate; null for the stage that is in use
 * @param applicationId the id of its application, which is its group
 * @param state what it is doing on this instance
 * @param reason why it waits or has failed, as one sentence; null in any other state
 * @param restoring the records of its state that this instance has not restored yet
 * @param lag how much it has not read yet, on all instances
 * @param lastEmitted when Kafka took the last result; null if there is none, or it is not known
 * @param reset its last reset; null if there was none
 */
record StreamView(
    String stage,
    @Nullable String version,
    String applicationId,
    StageState state,
    @Nullable String reason,
    long restoring,
    List<TopicLag> lag,
    @Nullable Instant lastEmitted,
    @Nullable ResetView reset) {
  /**
   * How much of a topic is not read yet.
   *
   * @param topic the topic
   * @param records the records; null if it is not known
   */
  record TopicLag(String topic, @Nullable Long records) {}

  static StreamView of(StageDetail detail) {
    String stage = detail.status().stage();
    return new StreamView(
        stage,
        detail.version(),
        detail.applicationId(),
        detail.status().state(),
        detail.status().reason(),
        detail.restoring(),
        detail.progress().lag().entrySet().stream()
            .map(each -> new TopicLag(each.getKey(), each.getValue()))
            .toList(),
        detail.progress().lastEmitted(),
        detail.reset() == null ? null : ResetView.of(stage, detail.reset()));
  }
}
