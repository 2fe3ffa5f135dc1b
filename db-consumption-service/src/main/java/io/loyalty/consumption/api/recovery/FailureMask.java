package io.loyalty.consumption.api.recovery;

import io.loyalty.consumption.masking.OriginalMask;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.masking.TypeMasks;
import io.loyalty.consumption.warehouse.recovery.RedriveFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Masks what failures show of events: personal data, and names that may be data themselves.
 * Thread-safe.
 */
@Component
final class FailureMask {
  private final RefusedTypes types;
  private final TypeMasks masks;

  FailureMask(RefusedTypes types, TypeMasks masks) {
    this.types = types;
    this.masks = masks;
  }

  /**
   * Returns the failures with masks.
   *
   * @param mayRead whether the caller has a role, and so may see pseudonyms
   */
  List<RedriveFailure> masked(List<RedriveFailure> failures, boolean mayRead) {
    Map<List<String>, RedriveFailure> masked = new LinkedHashMap<>();
    for (RedriveFailure each : failures) {
      RedriveFailure shown = masked(each, mayRead);
      masked.merge(List.of(shown.rule(), shown.path()), shown, FailureMask::together);
    }
    return List.copyOf(masked.values());
  }

  private RedriveFailure masked(RedriveFailure failure, boolean mayRead) {
    OriginalMask first = masks.of(failure.samples().get(0).eventType(), mayRead);
    return new RedriveFailure(
        failure.rule(),
        first.maskPattern(failure.path()),
        failure.count(),
        failure.samples().stream()
            .map(each -> masked(each, masks.of(each.eventType(), mayRead)))
            .toList());
  }

  private RedriveFailure.Sample masked(RedriveFailure.Sample sample, OriginalMask mask) {
    return new RedriveFailure.Sample(
        sample.deadLetterId(),
        types.shown(sample.eventType()),
        mask.mask(sample.path()),
        sample.expected(),
        sample.found() == null ? null : mask.mask(sample.path(), sample.found()),
        sample.detail());
  }

  private static RedriveFailure together(RedriveFailure one, RedriveFailure other) {
    return new RedriveFailure(one.rule(), one.path(), one.count() + other.count(), one.samples());
  }
}
