package io.loyalty.client.scorecard.page;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.DeadLetter;
import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterQuery;
import io.loyalty.client.scorecard.Scorecard.Reason;
import io.loyalty.client.scorecard.ScorecardList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for a masked sample of each of the most frequent reasons. */
public final class Samples {
  private static final int MOST = 5;

  private Samples() {}

  /** Returns the newest sample of each reason, where the warehouse has one of it. */
  public static List<Sample> of(Period period, ConsumptionApi consumption) {
    List<Sample> samples = new ArrayList<>();
    for (Reason reason : period.reasons().subList(0, Math.min(MOST, period.reasons().size()))) {
      newest(period.list(), reason, consumption)
          .ifPresent(found -> samples.add(sample(reason, found)));
    }
    return samples;
  }

  private static Optional<DeadLetter> newest(
      ScorecardList list, Reason reason, ConsumptionApi consumption) {
    var filter =
        new DeadLetterFilter(
            null,
            null,
            reason.reason(),
            reason.rule(),
            reason.path(),
            list.source(),
            null,
            list.from(),
            list.to(),
            null,
            "all");
    return consumption
        .deadLetters(new DeadLetterQuery(filter, List.of(), 1, null).parameters())
        .value()
        .deadLetters()
        .stream()
        .findFirst()
        .map(DeadLetterList.Summary::id)
        .map(id -> consumption.deadLetter(id).value());
  }

  private static Sample sample(Reason reason, DeadLetter letter) {
    return new Sample(
        Words.reason(reason),
        Words.time(letter.rejectedAt()),
        letter.violations().stream()
            .map(
                each ->
                    "%s: %s, expected %s, found %s"
                        .formatted(each.path(), each.rule(), each.expected(), each.found()))
            .toList(),
        letter.original() == null ? "" : letter.original());
  }
}
