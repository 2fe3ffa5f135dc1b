package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.source.SourceGroup;
import io.loyalty.ingestion.source.SourceUnavailableException;
import io.loyalty.ingestion.topic.BrokerUnavailableException;
import io.loyalty.ingestion.topic.TopicProvisioner;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Proves broker, topics, schemas and queue before anything is received: a service that can't
 * publish must not run up the receive counts of messages. What is down now is waited for; what is
 * broken ends the start.
 */
public final class StartUp {
  private static final Logger log = LoggerFactory.getLogger(StartUp.class);

  private final TopicProvisioner topics;
  private final SchemaRegistration schemas;
  private final SourceGroup sources;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private volatile String waitingFor;

  /** Proves these topics, schemas and sources at the start. */
  public StartUp(TopicProvisioner topics, SchemaRegistration schemas, SourceGroup sources) {
    this.topics = topics;
    this.schemas = schemas;
    this.sources = sources;
  }

  /** Waits until all is proven; empty when cancelled before. */
  Optional<SchemaIds> prove() {
    return proven(
            () -> {
              topics.prove();
              return Boolean.TRUE;
            })
        .flatMap(done -> proven(schemas::prove))
        .flatMap(
            ids ->
                proven(
                    () -> {
                      sources.prove();
                      return ids;
                    }));
  }

  /** What the start waits for, if for anything. */
  Optional<String> waitingFor() {
    return Optional.ofNullable(waitingFor);
  }

  void cancel() {
    cancelled.countDown();
  }

  private <T> Optional<T> proven(Supplier<T> proof) {
    // Not a RetryTemplate: its pause can be neither cancelled nor as long as the registry asks for.
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(10_000);
    backOff.setJitter(200);
    BackOffExecution pauses = backOff.start();
    while (cancelled.getCount() > 0) {
      long pause = pauses.nextBackOff();
      try {
        T result = proof.get();
        waitingFor = null;
        return Optional.of(result);
      } catch (RegistryUnavailableException e) {
        pause = Math.max(pause, e.retryAfter().map(Duration::toMillis).orElse(0L));
        awaits(e, pause);
      } catch (BrokerUnavailableException | SourceUnavailableException e) {
        awaits(e, pause);
      }
      try {
        cancelled.await(pause, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void awaits(RuntimeException fault, long pause) {
    waitingFor = fault.getMessage();
    log.warn("Nothing is received yet: {}. Trying again in {} ms.", fault.getMessage(), pause);
  }
}
