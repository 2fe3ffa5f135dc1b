package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.registry.SchemaIds;
import io.loyalty.ingestion.source.SourceGroup;
import io.loyalty.ingestion.topic.Publisher;
import java.time.Duration;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the flow. It starts once everything has been checked. On the order to stop, it
 * stops receiving, finishes the messages in work and flushes the deletes, all within the grace
 * period. Thread-safe.
 */
public final class Ingestion implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Ingestion.class);
  private static final Duration FOR_CLOSING = Duration.ofSeconds(2);

  private final StartUp startUp;
  private final FlowFactory flows;
  private final Ledger ledger;
  private final SourceGroup sources;
  private final Publisher publisher;
  private final FlowProperties properties;
  private volatile FlowState state = FlowState.STARTING;
  private volatile IngestionFlow flow;

  /** Creates the service's flow from its parts; nothing starts yet. */
  public Ingestion(
      StartUp startUp,
      FlowFactory flows,
      Ledger ledger,
      SourceGroup sources,
      Publisher publisher,
      FlowProperties properties) {
    this.startUp = startUp;
    this.flows = flows;
    this.ledger = ledger;
    this.sources = sources;
    this.publisher = publisher;
    this.properties = properties;
  }

  /**
   * Waits until everything has been checked, then begins to receive. Throws the exception of the
   * check that finds the setup broken.
   */
  public void open() {
    startUp.prove().ifPresent(this::run);
  }

  private synchronized void run(SchemaIds ids) {
    if (state != FlowState.STARTING) {
      return;
    }
    flow = flows.create(ids);
    sources.start(flow);
    state = FlowState.RUNNING;
    log.info("Receiving messages: broker, topics, schemas and sources have been checked.");
  }

  /** Returns the state of the service. */
  public FlowStatus status() {
    return switch (state) {
      case STARTING -> new FlowStatus(FlowState.STARTING, startUp.waitingFor().orElse(null));
      case STOPPED -> new FlowStatus(FlowState.STOPPED, null);
      case RUNNING, HOLDING -> running();
    };
  }

  private FlowStatus running() {
    return flow.holdReason()
        .map(reason -> new FlowStatus(FlowState.HOLDING, reason))
        .orElseGet(
            () ->
                new FlowStatus(
                    FlowState.RUNNING, flow.heldTopic().or(flow::redriveFault).orElse(null)));
  }

  /**
   * Returns how many refused events are kept and can be released; empty unless too many of the
   * latest were refused.
   */
  public OptionalInt keptRefusals() {
    return state == FlowState.RUNNING ? flow.keptRefusals() : OptionalInt.empty();
  }

  /** Does nothing: {@link #open()} starts the flow, once the service can report its health. */
  @Override
  public void start() {}

  @Override
  public void stop() {
    long deadline = System.nanoTime() + properties.gracePeriod().toNanos();
    startUp.cancel();
    synchronized (this) {
      boolean ran = state == FlowState.RUNNING;
      state = FlowState.STOPPED;
      if (ran) {
        sources.stop();
        finish(deadline);
      }
      sources.close(left(deadline));
      publisher.close(Duration.ZERO);
    }
  }

  /**
   * Writes the dead letters of the refused events that the breaker kept, and receives again;
   * returns their number.
   *
   * @throws IllegalStateException if receiving has not begun yet or has ended
   */
  public synchronized int releaseRefused() {
    if (state != FlowState.RUNNING) {
      throw new IllegalStateException("the service is " + state);
    }
    return flow.release();
  }

  private void finish(long deadline) {
    flow.giveUpHeld();
    try {
      if (!flow.awaitIdle(left(deadline).minus(FOR_CLOSING))) {
        log.warn(
            "{} messages are still in work at the end of the grace period; their source delivers them again.",
            ledger.inWork());
      }
      flow.abandon();
      publisher.close(Duration.ZERO);
      flow.end(left(deadline).dividedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  @Override
  public boolean isRunning() {
    return state != FlowState.STOPPED;
  }
}
