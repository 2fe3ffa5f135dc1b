package io.loyalty.localstack;

import io.loyalty.localstack.queue.GroupCommit;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.persistence.sql.DB;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import scala.Option;
import scalikejdbc.ConnectionPool;

/** Stores queues and messages in an H2 file, or not at all. */
final class SqsStore implements AutoCloseable {
  private static final String USER = "sa";
  private static final int LONGEST_MESSAGE = 1 << 20;
  // ElasticMQ has one connection pool per JVM.
  private static final AtomicReference<SqsStore> OPEN = new AtomicReference<>();

  private final Option<String> url;

  private SqsStore(Option<String> url) {
    this.url = url;
  }

  static SqsStore in(Path directory) {
    // H2's write delay could lose acknowledged messages in a kill, and its own shutdown hook would
    // close the file while the server is still running. A message that is longer than 256 bytes
    // would be written to a table of its own besides.
    return new SqsStore(
        Option.apply(
            "jdbc:h2:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_LENGTH_INPLACE_LOB=%d"
                .formatted(directory.resolve("sqs"), LONGEST_MESSAGE)));
  }

  static SqsStore inMemory() {
    return new SqsStore(Option.empty());
  }

  /** Returns the actor that stores, or none for queues in memory. */
  Option<ActorRef> open(ActorSystem actors) {
    if (url.isEmpty()) {
      return Option.empty();
    }
    if (!OPEN.compareAndSet(null, this)) {
      throw new LocalStackException("one JVM can hold one durable SQS at a time");
    }
    var config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", url.get(), USER, "", false);
    DB.initializeSingleton(config);
    // The line above only works once per JVM: a pool that an earlier stop closed stays closed.
    ConnectionPool.singleton(
        url.get(),
        USER,
        "",
        ConnectionPool.singleton$default$4(),
        ConnectionPool.singleton$default$5(url.get(), USER, "", null));
    return Option.apply(
        actors.actorOf(Props.create(GroupCommit.class, () -> new GroupCommit(config))));
  }

  @Override
  public void close() {
    if (OPEN.compareAndSet(this, null)) {
      // The last connection closes the file and thereby unlocks it.
      ConnectionPool.closeAll();
    }
  }
}
