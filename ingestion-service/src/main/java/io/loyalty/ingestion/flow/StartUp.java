package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.registry.SchemaIds;
import io.loyalty.ingestion.registry.SchemaRegistration;
import io.loyalty.ingestion.source.Backoff;
import io.loyalty.ingestion.source.SourceGroup;
import io.loyalty.ingestion.source.SourceUnavailableException;
import io.loyalty.ingestion.topic.BrokerUnavailableException;
import io.loyalty.ingestion.topic.TopicProvisioner;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves broker, topics, schemas and queue before anything is received: a service that can't
 * publish must not run up the receive counts of messages. What is down now is waited for; what is
 * broken ends the start.
 */
public final class StartUp {
  private static final Logger log = LoggerFactory.getLogger(StartUp.class);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Runnable topics;
  private final Supplier<SchemaIds> schemas;
  private final Runnable sources;
  private final CountDownLatch cancelled;
  private volatile String waitingFor;

  /** Proves these topics, schemas and sources at the start. */
  public StartUp(TopicProvisioner topics, SchemaRegistration schemas, SourceGroup sources) {
    this(topics::prove, schemas::prove, sources::prove, new CountDownLatch(1));
  }

  StartUp(
      Runnable topics, Supplier<SchemaIds> schemas, Runnable sources, CountDownLatch cancelled) {
    this.topics = topics;
    this.schemas = schemas;
    this.sources = sources;
    this.cancelled = cancelled;
  }

  /** Waits until all is proven; empty when cancelled before. */
  Optional<SchemaIds> prove() {
    return proven(
            () -> {
              topics.run();
              return Boolean.TRUE;
            })
        .flatMap(done -> proven(schemas))
        .flatMap(
            ids ->
                proven(
                    () -> {
                      sources.run();
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
    Backoff backoff = new Backoff(cancelled, LONGEST_WAIT);
    while (!isCancelled()) {
      try {
        T result = proof.get();
        waitingFor = null;
        return Optional.of(result);
      } catch (RegistryUnavailableException e) {
        Duration wait = backoff.next();
        awaits(e, backoff, e.retryAfter().filter(asked -> asked.compareTo(wait) > 0).orElse(wait));
      } catch (BrokerUnavailableException | SourceUnavailableException e) {
        awaits(e, backoff, backoff.next());
      } catch (RuntimeException e) {
        if (!isCancelled()) {
          throw e;
        }
        log.debug("The start was cancelled: its clients were closed while it used them", e);
      }
    }
    return Optional.empty();
  }

  private boolean isCancelled() {
    return cancelled.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private void awaits(RuntimeException fault, Backoff backoff, Duration wait) {
    waitingFor = fault.getMessage();
    log.warn(
        "Nothing is received yet: {}. Trying again in {} ms.", fault.getMessage(), wait.toMillis());
    backoff.await(wait);
  }
}
