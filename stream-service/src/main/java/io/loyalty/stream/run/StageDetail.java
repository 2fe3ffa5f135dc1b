package io.loyalty.stream.run;

import io.loyalty.stream.reset.Reset;
import org.jspecify.annotations.Nullable;

/**
 * What a stage of this instance is doing, and how far its application is on all instances.
 *
 * @param status what it is doing here
 * @param version the version that runs as a candidate; null for the stage that is in use
 * @param application what all its applications have in common
 * @param reset its last reset; null if there was none
 * @param restoring the records of its state that this instance has not restored yet
 * @param progress how far it is
 */
public record StageDetail(
    StageStatus status,
    @Nullable String version,
    String application,
    @Nullable Reset reset,
    long restoring,
    StageProgress.Progress progress) {
  /** Returns the id of its application, which is its group. */
  public String applicationId() {
    return reset == null ? application : reset.applicationId();
  }
}
