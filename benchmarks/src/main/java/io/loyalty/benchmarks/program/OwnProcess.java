package io.loyalty.benchmarks.program;

import java.time.Duration;

/**
 * Reads what this JVM uses, in which the benchmark, the broker and the queues of the local stack
 * run. The programs that it has started are not part of it.
 */
public final class OwnProcess {
  private OwnProcess() {}

  /** Returns the processor time of this JVM alone. */
  public static Duration cpu() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("this system tells no processor time"));
  }

  /** Returns the most memory that this JVM alone has had in RAM so far, in MiB. */
  public static long mostMemory() {
    return new ProcessTree(ProcessHandle.current().pid()).peak();
  }
}
