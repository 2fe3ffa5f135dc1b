package io.loyalty.cli.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process: asks it to end, waits, then kills it. */
final class ProcessEnd {
  private ProcessEnd() {}

  /** Returns when the process has exited; false if it had to be killed. */
  static boolean of(ProcessHandle process, Duration grace) {
    process.destroy();
    if (gone(process, grace)) {
      return true;
    }
    process.destroyForcibly();
    gone(process, grace);
    return false;
  }

  static boolean gone(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
