package io.loyalty.console.board;

import io.loyalty.client.streams.StoreList;
import io.loyalty.console.live.Channel;
import io.loyalty.console.live.Frame;
import io.loyalty.console.service.Answered;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells that something has happened at a store, and that there are other suspicions of fraud. */
@Component
class BoardChannel implements Channel {
  private static final int MINUTES = 60;

  private final BoardAnswers answers;
  private final Clock clock;

  BoardChannel(BoardAnswers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "live";
  }

  @Override
  public Frame frame() {
    Answered<StoreList> stores = answers.stores(MINUTES);
    // With each minute another one is over for those who look at the last five.
    return Frame.signals(
        Map.of(
            "stores",
            Arrays.asList(
                stores == null ? null : stores.map(StoreList::stores).content(),
                clock.instant().truncatedTo(ChronoUnit.MINUTES)),
            "alerts",
            Arrays.asList(answers.alerts().content())));
  }
}
