package io.loyalty.localstack;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.rest.sqs.AutoCreateQueuesConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * Runs ElasticMQ in this JVM. It does not use ElasticMQ's own launcher, which serves clients before
 * it has restored their queues and logs at DEBUG.
 */
final class SqsServer implements Part {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "000000000000";
  private static final Duration RESTORE = Duration.ofMinutes(5);

  private static final String PEKKO =
      """
      pekko {
        loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
        logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
        loglevel = WARNING
        stdout-loglevel = WARNING
        log-dead-letters-during-shutdown = off
        # The stack decides who stops when.
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
        http.server {
          # Longer than the longest poll of 20 s.
          request-timeout = 21 s
          # SDK signatures are no legal Authorization headers.
          parsing.illegal-header-warnings = off
          parsing.max-uri-length = 256k
        }
      }
      """;

  private final SqsStore store;
  private final SqsQueues queues;
  private final int port;
  private final LocalStackOptions options;
  private ActorSystem actors;
  private SQSRestServer server;

  SqsServer(Path directory, int port, LocalStackOptions options) {
    this.store = options.durableQueues() ? SqsStore.in(directory) : SqsStore.inMemory();
    this.port = port;
    this.options = options;
    this.queues = new SqsQueues(endpoint(), options.maxReceiveCount());
  }

  URI endpoint() {
    return URI.create("http://" + LocalStack.HOST + ":" + port);
  }

  SqsQueues queues() {
    return queues;
  }

  @Override
  public void start() {
    try {
      serve();
      options.queues().forEach(name -> queues.create(QueueName.of(name)));
    } catch (RuntimeException e) {
      stop();
      throw new LocalStackException(
          "SQS did not start on port %d: %s".formatted(port, e.getMessage()), e);
    }
  }

  private void serve() {
    Config config =
        ConfigFactory.parseString(PEKKO)
            .withFallback(ConfigFactory.defaultReference(SqsServer.class.getClassLoader()))
            .resolve();
    actors = ActorSystem.create("sqs", config, SqsServer.class.getClassLoader());
    Option<ActorRef> persistence = store.open(actors);
    ActorRef manager =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, persistence));
    if (persistence.isDefined()) {
      restore(persistence.get(), manager);
    }
    server =
        new TheSQSRestServerBuilder(
                Option.apply(actors),
                Option.apply(manager),
                LocalStack.HOST,
                port,
                new NodeAddress("http", LocalStack.HOST, port, ""),
                false,
                StrictSQSLimits$.MODULE$,
                REGION,
                ACCOUNT,
                persistence,
                AutoCreateQueuesConfig.disabled())
            .start();
    server.waitUntilStarted();
  }

  private static void restore(ActorRef persistence, ActorRef manager) {
    try {
      Object answer =
          Patterns.ask(persistence, new QueueEvent.Restore(manager), RESTORE)
              .toCompletableFuture()
              .join();
      if (answer instanceof scala.util.Left<?, ?> errors) {
        throw new LocalStackException("stored queues cannot be restored: " + errors.value());
      }
    } catch (CompletionException e) {
      throw new LocalStackException("stored queues cannot be restored", e.getCause());
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stopAndWait();
      server = null;
    }
    if (actors != null) {
      actors.terminate();
      actors.getWhenTerminated().toCompletableFuture().join();
      actors = null;
    }
    store.close();
  }
}
