package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Starts and ends the local stack and the services. One instance per data directory, on this
 * machine. {@link #close()} may be called by any thread, all other methods by one thread only.
 */
public final class PipelineProcesses implements AutoCloseable {
  private static final Duration STACK_START = Duration.ofMinutes(5);
  private static final Duration SERVICE_START = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(45);
  private static final long LOOK_EVERY_MILLIS = 100;

  private final DataDirectory directory;
  private final PipelinePorts ports;
  private final Endpoints endpoints;
  private final JavaProgram programs;
  private final FileLock lock;
  private final boolean endsByItself;
  private final Deque<ChildProcess> children = new ArrayDeque<>();
  private volatile boolean ending;

  private PipelineProcesses(
      DataDirectory directory,
      PipelinePorts ports,
      JavaProgram programs,
      FileLock lock,
      boolean endsByItself) {
    this.directory = directory;
    this.ports = ports;
    this.endpoints = Endpoints.on(ports);
    this.programs = programs;
    this.lock = lock;
    this.endsByItself = endsByItself;
  }

  /**
   * Locks the data directory and ends the processes that a killed launcher did not end; starts no
   * process yet.
   *
   * @param home the project's directory
   * @param endsByItself whether other commands are told that the pipeline ends once its input is
   *     loaded
   * @throws StartFailedException if a pipeline is running in it, or a port is taken
   */
  public static PipelineProcesses in(
      DataDirectory directory, PipelinePorts ports, Path home, boolean endsByItself) {
    FileLock lock =
        directory
            .lock()
            .orElseThrow(
                () ->
                    new StartFailedException(
                        "The pipeline is running already, with its data in %s; see: pipeline status"
                            .formatted(directory.root())));
    Leftovers.end(directory);
    ports.requireFree();
    return new PipelineProcesses(directory, ports, new JavaProgram(home), lock, endsByItself);
  }

  /** Returns the addresses of the pipeline. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** Starts the local stack and returns when it is ready. */
  public void startLocalStack() throws InterruptedException {
    ChildProcess stack =
        start(
            "local-stack",
            programs.localStack(
                List.of(
                    "--data-dir", directory.localStack().toString(),
                    "--kafka-port", Integer.toString(ports.kafka()),
                    "--kafka-controller-port", Integer.toString(ports.kafkaController()),
                    "--sqs-port", Integer.toString(ports.sqs()),
                    "--registry-port", Integer.toString(ports.registry()),
                    "--postgres-port", Integer.toString(ports.postgres()),
                    "--queue", Endpoints.QUEUE)),
            Map.of());
    await(stack, STACK_START, () -> stack.says("local stack ready"), () -> "");
  }

  /**
   * Starts ingestion-service and db-consumption-service, and returns when both report that they are
   * running.
   *
   * @param ingestionState reads the state of ingestion-service
   * @param consumptionState reads the state of db-consumption-service
   */
  public void startServices(Supplier<String> ingestionState, Supplier<String> consumptionState)
      throws InterruptedException {
    ServiceSettings settings = new ServiceSettings(endpoints);
    String entry = LocalToken.entry(directory);
    ChildProcess consumption =
        start(
            "db-consumption-service",
            programs.service(
                "db-consumption-service",
                settings.consumption(ports.consumption(), ports.consumptionManagement())),
            Map.of(LocalToken.VARIABLE, entry));
    ChildProcess ingestion =
        start(
            "ingestion-service",
            programs.service(
                "ingestion-service",
                settings.ingestion(ports.ingestion(), ports.ingestionManagement())),
            Map.of(LocalToken.INGESTION_VARIABLE, entry));
    await(ingestion, SERVICE_START, () -> "RUNNING".equals(ingestionState.get()), ingestionState);
    await(
        consumption,
        SERVICE_START,
        () -> "RUNNING".equals(consumptionState.get()),
        consumptionState);
  }

  /**
   * Starts stream-service and returns when all its stages are running. The other services must be
   * running: the topics that it reads are theirs.
   *
   * @param state reads the state of its stages: RUNNING, or what it waits for
   */
  public void startStreams(Supplier<String> state) throws InterruptedException {
    ChildProcess streams =
        start(
            "stream-service",
            programs.service(
                "stream-service",
                new ServiceSettings(endpoints)
                    .streams(ports.streams(), ports.streamsManagement(), directory.streamState())),
            Map.of(LocalToken.STREAMS_VARIABLE, LocalToken.entry(directory)));
    await(streams, SERVICE_START, () -> "RUNNING".equals(state.get()), state);
  }

  /**
   * Starts the console and returns when it answers. It needs no other process: a service that is
   * down is a sentence on its pages.
   *
   * @param hasStreams whether stream-service runs, too
   * @param state returns RUNNING once it answers
   */
  public void startConsole(boolean hasStreams, Supplier<String> state) throws InterruptedException {
    ChildProcess console =
        start(
            "console",
            programs.service(
                "console",
                new ServiceSettings(endpoints)
                    .console(
                        ports.console(),
                        ports.consoleManagement(),
                        directory.consoleLink(),
                        LocalToken.user(),
                        hasStreams)),
            Map.of(LocalToken.CONSOLE_VARIABLE, LocalToken.in(directory)));
    await(console, SERVICE_START, () -> "RUNNING".equals(state.get()), state);
  }

  /**
   * Checks that every started process is alive.
   *
   * @throws StartFailedException with the end of its log, if one has died
   */
  public void requireAlive() throws InterruptedException {
    List<ChildProcess> all;
    synchronized (this) {
      all = List.copyOf(children);
    }
    for (ChildProcess child : all) {
      try {
        child.requireAlive();
      } catch (StartFailedException e) {
        waitIfEnding();
        throw e;
      }
    }
  }

  /** Returns whether every process has ended. */
  public boolean ended() {
    return !lock.isValid();
  }

  /** Ends all processes, the last started first, and returns when all have exited. */
  @Override
  public void close() {
    ending = true;
    synchronized (this) {
      while (!children.isEmpty()) {
        children.pop().end(GRACE);
      }
      if (lock.isValid()) {
        RunningPipeline.delete(directory);
        release();
      }
    }
  }

  private ChildProcess start(String name, List<String> command, Map<String, String> environment)
      throws InterruptedException {
    synchronized (this) {
      if (!ending) {
        ChildProcess child = ChildProcess.start(name, command, environment, directory.logs());
        children.push(child);
        writeDown();
        return child;
      }
    }
    waitIfEnding();
    throw new StartFailedException("The pipeline was stopped.");
  }

  private void writeDown() {
    List<RunningPipeline.Member> members = new ArrayList<>();
    children.descendingIterator().forEachRemaining(each -> members.add(each.member()));
    new RunningPipeline(
            RunningPipeline.Member.of("pipeline up", ProcessHandle.current()),
            members,
            endpoints,
            endsByItself)
        .write(directory);
  }

  private void await(
      ChildProcess child, Duration patience, BooleanSupplier ready, Supplier<String> state)
      throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      requireAlive();
      if (System.nanoTime() > giveUp) {
        throw new StartFailedException(
            "%s was not ready after %d s%s. %s"
                .formatted(
                    child.name(),
                    patience.toSeconds(),
                    state.get().isEmpty() ? "" : " (" + state.get() + ")",
                    child.endOfLog()));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /**
   * Waits if the pipeline is ending on purpose: a process that exits is then no failure, and this
   * process exits first.
   */
  private void waitIfEnding() throws InterruptedException {
    while (ending) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private void release() {
    try {
      lock.channel().close();
    } catch (IOException e) {
      throw new StartFailedException("The data directory can't be released", e);
    }
  }
}
