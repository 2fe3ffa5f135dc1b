package io.loyalty.stream.api;

import io.loyalty.stream.activity.StoreQuery;
import io.loyalty.stream.api.StoreView.StoreList;
import io.loyalty.stream.api.StoreView.Total;
import io.loyalty.stream.run.Stages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.springframework.stereotype.Component;

/**
 * Answers what happens at stores, from the state of this instance or of the one that has it. Its
 * methods throw {@link TakingOverException} while a stage starts or is taken over. Thread-safe.
 */
@Component
final class StoreAnswers {
  /** Tills may be ahead of the service's clock; ingestion refuses what is more. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final String STARTS =
      "the stage %s starts or is taken over by another instance; try again"
          .formatted(StoreQuery.STAGE);

  private final Stages stages;
  private final StoreQuery query;
  private final InstanceAddress address;
  private final OtherInstances others;

  StoreAnswers(Stages stages, StoreQuery query, InstanceAddress address, OtherInstances others) {
    this.stages = stages;
    this.query = query;
    this.address = address;
    this.others = others;
  }

  /**
   * Returns the latest minutes of a store.
   *
   * @param hours how far back
   * @param isLocal whether this instance must have it
   * @param token the header by which another instance is asked
   */
  StoreView store(String store, int hours, boolean isLocal, Optional<String> token) {
    return reading(
        streams -> {
          KeyQueryMetadata owner = owner(streams, store);
          if (address.isOf(owner.activeHost())) {
            Instant now = Instant.now();
            return StoreView.of(
                store,
                query.minutes(
                    streams,
                    store,
                    owner.partition(),
                    now.minus(Duration.ofHours(hours)),
                    now.plus(AHEAD)));
          }
          if (isLocal) {
            throw new TakingOverException(STARTS);
          }
          return others.store(owner.activeHost(), store, hours, token);
        });
  }

  private KeyQueryMetadata owner(KafkaStreams streams, String store) {
    KeyQueryMetadata owner = query.owner(streams, store);
    if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new TakingOverException(STARTS);
    }
    return owner;
  }

  /**
   * Returns the sums of all stores.
   *
   * @param minutes how far back
   * @param isLocal whether only those of this instance
   * @param token the header by which other instances are asked
   */
  StoreList stores(int minutes, boolean isLocal, Optional<String> token) {
    Instant now = Instant.now();
    Instant from = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes - 1));
    return reading(
        streams -> {
          List<Total> totals = new ArrayList<>();
          for (StreamsMetadata owner : query.owners(streams)) {
            if (address.isOf(owner.hostInfo())) {
              query
                  .sums(streams, owner, from, now.plus(AHEAD))
                  .forEach((store, sum) -> totals.add(Total.of(store, sum)));
            } else if (!isLocal) {
              totals.addAll(others.stores(owner.hostInfo(), minutes, token).stores());
            }
          }
          totals.sort(Comparator.comparing(Total::storeId));
          return new StoreList(from, totals);
        });
  }

  /**
   * Checks that this instance is one of those that count.
   *
   * @throws NotThereException if it is not
   */
  void checkRuns() {
    if (stages.status().stream().noneMatch(each -> each.stage().equals(StoreQuery.STAGE))) {
      throw new NotThereException(
          "this instance does not run the stage %s (stream.stages); ask one that does"
              .formatted(StoreQuery.STAGE));
    }
  }

  private <T> T reading(Function<KafkaStreams, T> question) {
    checkRuns();
    KafkaStreams streams = stages.streams(StoreQuery.STAGE);
    if (streams == null || !streams.state().isRunningOrRebalancing()) {
      throw new TakingOverException(STARTS);
    }
    try {
      return question.apply(streams);
    } catch (InvalidStateStoreException e) {
      throw new TakingOverException(STARTS, e);
    }
  }
}
