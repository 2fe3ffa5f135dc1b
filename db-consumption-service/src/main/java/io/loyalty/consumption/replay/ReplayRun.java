package io.loyalty.consumption.replay;

import io.loyalty.consumption.batch.Batch;
import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.UnexpectedFault;
import io.loyalty.consumption.decode.RecordDecoding;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.record.UnreadableSchemaException;
import io.loyalty.consumption.topic.Fetch;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.topic.UnreadablePartitionException;
import io.loyalty.consumption.warehouse.load.FaultyPartition;
import io.loyalty.consumption.warehouse.load.LoadOutcome;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import io.loyalty.consumption.warehouse.replay.ReplayState;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.UnknownSchemaException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replay, in words: poll → decode → collect → write → commit, as the live load, but for its own
 * partitions, offsets and end. Whatever goes wrong, dropping what is in memory and reading the
 * stored offsets again is right. Runs on one thread.
 */
final class ReplayRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(250);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Tools tools;
  private final ReplayPlaces places;
  private final ReplayLease lease;
  private final SpeedLimit limit;
  private final CountDownLatch stop;
  private final Map<PartitionId, String> held = new TreeMap<>();

  private boolean placed;
  private boolean ended;
  private String reason;
  private Instant waitUntil = Instant.MIN;
  private Instant heardAt = Instant.MIN;

  /** What the replay is made with; reader and writer are its own. */
  record Tools(
      ReplayParts parts,
      TopicReader reader,
      TableWriter writer,
      BatchCollector collector,
      RecordDecoding decoding) {}

  ReplayRun(
      Tools tools, ReplayPlaces places, ReplayLease lease, SpeedLimit limit, CountDownLatch stop) {
    this.tools = tools;
    this.places = places;
    this.lease = lease;
    this.limit = limit;
    this.stop = stop;
  }

  /** Reads until all is read, it is no longer ours, or the service stops. */
  void run(UUID replay) {
    while (!ended && stop.getCount() > 0) {
      try {
        if (!lease.isHeld(reason)) {
          LOG.info("Replay {} goes on elsewhere, or not now", replay);
          return;
        }
        turnOrFail(replay);
      } catch (LogOutOfRangeException e) {
        await("the log lost records that were to be read", e);
      } catch (DatabaseUnavailableException
          | TopicUnavailableException
          | UnreadablePartitionException
          | BrokenSetupException e) {
        await(e.getMessage(), e);
      } catch (RuntimeException e) {
        await(UnexpectedFault.reason("replaying", e), e);
        LOG.error("Unexpected error in replay {}; trying again", replay, e);
      }
    }
    if (!ended) {
      leave();
    }
  }

  @Override
  public void close() {
    tools.writer().close();
    tools.reader().close();
  }

  private void turnOrFail(UUID replay) {
    try {
      turn(replay);
    } catch (LostLogException e) {
      end(ReplayState.FAILED, e.getMessage());
      LOG.warn("Replay {} failed: {}", replay, e.getMessage());
    }
  }

  private void turn(UUID replay) {
    Instant now = now();
    if (held.isEmpty() && now.isBefore(waitUntil)) {
      lease.sit(Duration.between(now, waitUntil), stop);
      return;
    }
    if (!held.isEmpty() && !now.isBefore(waitUntil)) {
      write();
      placed = false;
    }
    if (!placed) {
      place(replay);
    }
    if (places.isEmpty()) {
      end(ReplayState.DONE, null);
      LOG.info("Replay {} is done", replay);
      return;
    }
    Duration patience = tools.collector().isEmpty() ? IDLE_POLL : tools.collector().untilDue();
    List<Fetch> fetches = tools.reader().poll(patience);
    listen(fetches);
    fetches.forEach(this::collect);
    if (tools.collector().isDue() || tools.collector().isFull()) {
      write();
    }
  }

  /** A reader says nothing of brokers or topics that are gone: placing again does. */
  private void listen(List<Fetch> fetches) {
    if (!fetches.isEmpty() || !tools.collector().isEmpty()) {
      heardAt = now();
    } else if (now().isAfter(heardAt.plus(SILENCE))) {
      placed = false;
    }
  }

  private void place(UUID replay) {
    held.clear();
    heardAt = now();
    var stored = tools.parts().table().find(replay).orElseThrow();
    places.place(stored.partitions());
    // Opens the writer's connection.
    tools.writer().offsets(places.topics());
    placed = true;
  }

  private void collect(Fetch fetch) {
    PartitionId id = fetch.partition();
    for (FetchedRecord record : fetch.records()) {
      // A write in between may have dropped the partition's place.
      if (!placed || held.containsKey(id)) {
        return;
      }
      if (!places.isOpen(id, record.offset())) {
        break;
      }
      if (!decode(id, record)) {
        return;
      }
      if (tools.collector().isFull()) {
        write();
      }
    }
    if (placed && !held.containsKey(id) && places.isOpen(id, 0)) {
      places.advance(id, fetch.next().offset());
    }
  }

  /** Whether the record is in the batch; if not, its partition is held before it. */
  private boolean decode(PartitionId id, FetchedRecord record) {
    try {
      tools.decoding().decode(id, record);
      return true;
    } catch (UnknownSchemaException | UnreadableSchemaException | RegistryUnavailableException e) {
      hold(id, e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      hold(id, UnexpectedFault.reason("decoding the record at offset " + record.offset(), e));
    }
    return false;
  }

  private void hold(PartitionId id, String why) {
    LOG.warn("The replay holds {}: {}", id, why);
    tools.reader().pause(id);
    held.put(id, why);
    reason = id + ": " + why;
    waitUntil = now().plus(tools.parts().times().retry());
  }

  private void write() {
    if (tools.collector().isEmpty()) {
      return;
    }
    Batch batch = tools.collector().drain();
    Map<String, UUID> topicIds = places.topicIds(batch.topics());
    List<TopicLoad> loads =
        batch.topics().stream()
            .map(
                topic ->
                    new TopicLoad(
                        topic,
                        tools.parts().topics().type(topic.topic()),
                        places.logs(topic, topicIds)))
            .toList();
    LoadOutcome outcome = tools.writer().write(loads);
    switch (outcome.result()) {
      case STALE -> placed = false;
      case COMMITTED -> settle(batch, outcome);
    }
  }

  private void settle(Batch batch, LoadOutcome outcome) {
    long records = 0;
    for (PartitionRange loaded : outcome.loaded()) {
      places.written(loaded);
      records += loaded.records();
    }
    tools.collector().recycle(batch);
    lease.read(records);
    limit.passed(records);
    if (!outcome.refused().isEmpty()) {
      tools.decoding().refuse(outcome.refused());
      tools.collector().clear();
      placed = false;
    }
    for (FaultyPartition each : outcome.faulty()) {
      hold(each.id(), each.reason());
    }
    if (outcome.held().isEmpty()) {
      reason = held.isEmpty() ? null : reason;
      restrain();
    } else {
      await(outcome.held().values().iterator().next(), null);
    }
  }

  /** Waits until the speed limit lets more pass, or it is no longer ours. */
  private void restrain() {
    while (stop.getCount() > 0 && limit.left().compareTo(Duration.ZERO) > 0) {
      if (!lease.isHeld(reason)) {
        placed = false;
        return;
      }
      lease.sit(limit.left(), stop);
    }
    placed &= stop.getCount() > 0;
  }

  /** Drops what is in memory and begins again after a while where the warehouse says. */
  private void await(String why, RuntimeException cause) {
    if (!why.equals(reason)) {
      LOG.warn("The replay waits: {}", why);
      LOG.debug("What it waits for", cause);
    }
    reason = why;
    tools.collector().clear();
    placed = false;
    held.clear();
    waitUntil = now().plus(tools.parts().times().retry());
    lease.sit(tools.parts().times().retry(), stop);
  }

  private void end(ReplayState state, String why) {
    lease.end(state, why);
    ended = true;
  }

  private void leave() {
    try {
      if (placed) {
        write();
      }
      lease.release();
    } catch (LostLogException
        | DatabaseUnavailableException
        | TopicUnavailableException
        | BrokenSetupException e) {
      LOG.info("The replay is left to the lease's end: {}", e.getMessage());
    }
  }

  private Instant now() {
    return tools.parts().clock().instant();
  }
}
