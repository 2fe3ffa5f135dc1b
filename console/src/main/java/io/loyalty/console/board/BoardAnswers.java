package io.loyalty.console.board;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.history.LatestEvents;
import io.loyalty.client.streams.StoreList;
import io.loyalty.client.streams.StreamApi;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.service.SharedAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for what happens now, once for all viewers. Thread-safe. */
@Component
class BoardAnswers {
  private static final String FRAUD = "fraud-suspected";
  private static final int ALERTS = 50;

  private final Services services;
  private final SharedAnswers shared;

  BoardAnswers(Services services, SharedAnswers shared) {
    this.services = services;
    this.shared = shared;
  }

  /** Returns the stores with their sums over the last minutes; null without a stream-service. */
  @Nullable Answered<StoreList> stores(int minutes) {
    return services.hasStreams()
        ? shared.get(
            StreamApi.SERVICE, "stores " + minutes, () -> services.streams().stores(minutes, null))
        : null;
  }

  /** Returns the newest suspicions of fraud. */
  Answered<LatestEvents> alerts() {
    return shared.get(
        ConsumptionApi.SERVICE, "alerts", () -> services.consumption().latest(FRAUD, ALERTS));
  }
}
