package io.loyalty.consumption.run;

import io.loyalty.consumption.warehouse.run.RunState;
import java.util.Set;

/** Lists what may be done with a run. */
public enum RunStep {
  /** Stops it until it is resumed. */
  PAUSE("paused", RunState.PAUSED),
  /** Lets a worker go on with it. */
  RESUME("resumed", RunState.PENDING),
  /** Ends it where it is. */
  CANCEL("cancelled", RunState.CANCELLED);

  private final String done;
  private final RunState to;

  RunStep(String done, RunState to) {
    this.done = done;
    this.to = to;
  }

  /** Returns the word for a run that was treated so, as in the audit. */
  public String done() {
    return done;
  }

  /** Returns the state after the step. */
  public RunState to() {
    return to;
  }

  /** Returns the states in which the step can be taken. */
  public Set<RunState> from() {
    return switch (this) {
      case PAUSE -> Set.of(RunState.PENDING, RunState.RUNNING);
      case RESUME -> Set.of(RunState.PAUSED);
      case CANCEL -> Set.of(RunState.PENDING, RunState.RUNNING, RunState.PAUSED);
    };
  }
}
