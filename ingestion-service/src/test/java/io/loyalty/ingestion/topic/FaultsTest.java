package io.loyalty.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.DirectoryId;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.metadata.placement.ClusterDescriber;
import org.apache.kafka.metadata.placement.PlacementSpec;
import org.apache.kafka.metadata.placement.StripedReplicaPlacer;
import org.apache.kafka.metadata.placement.UsableBroker;
import org.junit.jupiter.api.Test;

/** Tests what Kafka's own controller says where it can't place a topic's replicas. */
class FaultsTest {
  @Test
  void brokersThatAreAllStartingAreNoReasonToEndTheStart() {
    assertThat(Faults.isOfFencedBrokers(refusal(1, broker(1, true), broker(2, true)))).isTrue();
  }

  @Test
  void tooFewBrokersAreOne() {
    assertThat(Faults.isOfFencedBrokers(refusal(3, broker(1, false), broker(2, false)))).isFalse();
  }

  private static InvalidReplicationFactorException refusal(int replicas, UsableBroker... brokers) {
    return catchThrowableOfType(
        InvalidReplicationFactorException.class,
        () ->
            new StripedReplicaPlacer(new Random(1))
                .place(new PlacementSpec(0, 1, (short) replicas), cluster(List.of(brokers))));
  }

  private static UsableBroker broker(int id, boolean isFenced) {
    return new UsableBroker(id, Optional.empty(), isFenced);
  }

  private static ClusterDescriber cluster(List<UsableBroker> brokers) {
    return new ClusterDescriber() {
      @Override
      public Iterator<UsableBroker> usableBrokers() {
        return brokers.iterator();
      }

      @Override
      public Uuid defaultDir(int brokerId) {
        return DirectoryId.UNASSIGNED;
      }
    };
  }
}
