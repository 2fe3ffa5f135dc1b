package io.loyalty.localstack.queue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Status;
import org.apache.pekko.japi.pf.ReceiveBuilder;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.DBMessage;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.PartialFunction;
import scala.collection.immutable.List$;
import scala.runtime.BoxedUnit;

/**
 * Stores ElasticMQ's queues in the tables of its own actor, and commits the changes of many
 * messages at once: each commit takes what has arrived during the one before. A send or a delete is
 * acknowledged after its commit. A receive or a change of visibility is acknowledged at once and
 * stored with the next commit, at most 100 ms later: after a kill its receipt may be unknown, and
 * the message is received again, as SQS allows.
 */
public final class GroupCommit extends SqlQueuePersistenceActor {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final Duration RECEIVED_WAITS = Duration.ofMillis(100);

  private final SqlQueuePersistenceConfig config;
  private final Map<Key, Change> changes = new LinkedHashMap<>();
  private final Map<Key, List<ActorRef>> waiting = new HashMap<>();
  private boolean isDue;
  private boolean isScheduled;
  private Connection connection;

  private record Key(String queue, String message) {}

  private enum Kind {
    PUT,
    UPDATE,
    REMOVE
  }

  /** Holds the latest state of a message; null where it is removed. */
  private record Change(Kind kind, DBMessage message) {}

  private enum Signal {
    COMMIT,
    COMMIT_LATER
  }

  /** Stores in the database of {@code config}, on a connection of its own. */
  public GroupCommit(SqlQueuePersistenceConfig config) {
    super(config, List$.MODULE$.empty());
    this.config = config;
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receive() {
    PartialFunction<Object, BoxedUnit> itsOwn = super.receive();
    return ReceiveBuilder.create()
        .match(QueueEvent.MessageAdded.class, this::added)
        .match(QueueEvent.MessageUpdated.class, this::updated)
        .match(QueueEvent.MessageRemoved.class, this::removed)
        .match(Signal.class, this::commit)
        .match(
            QueueEvent.QueueDeleted.class,
            deleted -> {
              // Its table goes.
              changes.keySet().removeIf(key -> key.queue().equals(deleted.queueName()));
              itsOwn.apply(deleted);
            })
        .build()
        .onMessage()
        .orElse(itsOwn);
  }

  private void added(QueueEvent.MessageAdded event) {
    Key key = new Key(event.queueName(), event.message().id());
    changes.put(key, new Change(Kind.PUT, DBMessage.from(event.message())));
    acknowledgeAfterCommit(key);
  }

  private void updated(QueueEvent.MessageUpdated event) {
    Key key = new Key(event.queueName(), event.message().id());
    Change before = changes.get(key);
    Kind kind = before == null ? Kind.UPDATE : before.kind();
    if (kind != Kind.REMOVE) {
      changes.put(key, new Change(kind, DBMessage.from(event.message())));
    }
    sender().tell(OperationSuccessful$.MODULE$, self());
    if (!isDue && !isScheduled) {
      isScheduled = true;
      context()
          .system()
          .scheduler()
          .scheduleOnce(RECEIVED_WAITS, self(), Signal.COMMIT_LATER, ec(), self());
    }
  }

  private void removed(QueueEvent.MessageRemoved event) {
    Key key = new Key(event.queueName(), event.messageId());
    changes.put(key, new Change(Kind.REMOVE, null));
    acknowledgeAfterCommit(key);
  }

  /** The signal goes to the end of the mailbox, so that the commit takes all that is in it. */
  private void acknowledgeAfterCommit(Key key) {
    waiting.computeIfAbsent(key, unused -> new ArrayList<>()).add(sender());
    if (!isDue) {
      isDue = true;
      self().tell(Signal.COMMIT, self());
    }
  }

  private void commit(Signal signal) {
    if (signal == Signal.COMMIT_LATER) {
      isScheduled = false;
    } else {
      isDue = false;
    }
    commit();
  }

  /** Where not all can be stored at once, each is by itself: another's message must not fail. */
  private void commit() {
    try {
      if (!changes.isEmpty()) {
        write(changes);
      }
    } catch (SQLException | RuntimeException e) {
      log.warn("The changes of {} messages are stored one by one", changes.size(), e);
      disconnect();
      changes.forEach(this::writeAlone);
    }
    changes.clear();
    waiting.keySet().forEach(key -> answer(key, OperationSuccessful$.MODULE$));
    waiting.clear();
  }

  private void writeAlone(Key key, Change change) {
    try {
      write(Map.of(key, change));
    } catch (SQLException | RuntimeException e) {
      log.error("A change of a message of queue {} could not be stored", key.queue(), e);
      disconnect();
      answer(key, new Status.Failure(e));
      waiting.remove(key);
    }
  }

  private void answer(Key key, Object answer) {
    waiting.getOrDefault(key, List.of()).forEach(each -> each.tell(answer, self()));
  }

  private void write(Map<Key, Change> batch) throws SQLException {
    if (connection == null) {
      connection = DriverManager.getConnection(config.uri(), config.username(), config.password());
      connection.setAutoCommit(false);
    }
    for (String queue : batch.keySet().stream().map(Key::queue).collect(Collectors.toSet())) {
      for (Kind kind : Kind.values()) {
        write(batch, queue, kind);
      }
    }
    connection.commit();
  }

  private void write(Map<Key, Change> batch, String queue, Kind kind) throws SQLException {
    List<Map.Entry<Key, Change>> chosen =
        batch.entrySet().stream()
            .filter(each -> each.getKey().queue().equals(queue))
            .filter(each -> each.getValue().kind() == kind)
            .toList();
    if (chosen.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql(kind, table(queue)))) {
      for (Map.Entry<Key, Change> each : chosen) {
        DBMessage message = each.getValue().message();
        Object[] values =
            switch (kind) {
              case PUT -> put(message);
              case UPDATE -> updated(message);
              case REMOVE -> new Object[] {each.getKey().message()};
            };
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String sql(Kind kind, String table) {
    return switch (kind) {
      case PUT ->
          // A message that a redrive moves back keeps its id, and may come before it has gone.
          """
          MERGE INTO %s (message_id, delivery_receipts, next_delivery, content, attributes, created,
            received, receive_count, group_id, deduplication_id, tracing_id, sequence_number,
            dead_letter_source_queue_name)
          KEY (message_id)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
              .formatted(table);
      case UPDATE ->
          """
          UPDATE %s SET delivery_receipts = ?, next_delivery = ?, attributes = ?, received = ?,
            receive_count = ?, tracing_id = ?, sequence_number = ?, dead_letter_source_queue_name = ?
          WHERE message_id = ?"""
              .formatted(table);
      case REMOVE -> "DELETE FROM %s WHERE message_id = ?".formatted(table);
    };
  }

  private static Object[] put(DBMessage message) {
    return new Object[] {
      message.messageId(),
      message.deliveryReceipts(),
      message.nextDelivery(),
      message.content(),
      message.attributes(),
      message.created(),
      value(message.received()),
      message.receiveCount(),
      value(message.groupId()),
      value(message.deduplicationId()),
      value(message.tracingId()),
      value(message.sequenceNumber()),
      value(message.deadLetterSourceQueueName())
    };
  }

  private static Object[] updated(DBMessage message) {
    return new Object[] {
      message.deliveryReceipts(),
      message.nextDelivery(),
      message.attributes(),
      value(message.received()),
      message.receiveCount(),
      value(message.tracingId()),
      value(message.sequenceNumber()),
      value(message.deadLetterSourceQueueName()),
      message.messageId()
    };
  }

  private static Object value(Option<?> option) {
    return option.isDefined() ? option.get() : null;
  }

  /** Returns the table that ElasticMQ makes for a queue. */
  private static String table(String queue) {
    return "message_%s_%s"
        .formatted(
            queue.replace('.', '_').replace('-', '_'), Integer.toHexString(queue.hashCode()));
  }

  @Override
  public void postStop() {
    try {
      commit();
    } finally {
      disconnect();
    }
  }

  private void disconnect() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("The connection to the queues' store could not be closed", e);
    }
    connection = null;
  }
}
