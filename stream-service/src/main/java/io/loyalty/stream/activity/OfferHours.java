package io.loyalty.stream.activity;

import io.loyalty.events.OfferActivity;
import io.loyalty.events.OfferCompleted;
import io.loyalty.stream.activity.state.OfferHour;
import io.loyalty.stream.stage.Derived;
import io.loyalty.stream.window.ClosedWindow;
import java.math.BigDecimal;
import java.util.List;

/** Makes and adds the sums of an offer's hour, and the event that follows from one. */
final class OfferHours {
  static final String NAME = "offer";

  static final OfferHour RECEIVED = sum(1, 0, 0, BigDecimal.ZERO.setScale(2));
  static final OfferHour VIEWED = sum(0, 1, 0, BigDecimal.ZERO.setScale(2));

  private OfferHours() {}

  static OfferHour of(OfferCompleted completed) {
    return sum(0, 0, 1, completed.getRewardAmount());
  }

  private static OfferHour sum(long received, long viewed, long completed, BigDecimal amount) {
    return new OfferHour(received, viewed, completed, amount);
  }

  static OfferHour plus(OfferHour left, OfferHour right) {
    return sum(
        left.getReceived() + right.getReceived(),
        left.getViewed() + right.getViewed(),
        left.getCompleted() + right.getCompleted(),
        left.getRewardAmount().add(right.getRewardAmount()));
  }

  static List<OfferActivity> events(ClosedWindow<OfferHour> hour, Derived derived) {
    OfferHour sum = hour.sum();
    return List.of(
        OfferActivity.newBuilder()
            .setEventId(derived.id(NAME, hour.key(), hour.start()))
            .setOccurredAt(hour.start())
            .setOccurredAtOffset(0)
            .setReceivedAt(hour.closedAt())
            .setSource(derived.source())
            .setOfferId(hour.key())
            .setReceived(sum.getReceived())
            .setViewed(sum.getViewed())
            .setCompleted(sum.getCompleted())
            .setRewardAmount(sum.getRewardAmount())
            .build());
  }
}
