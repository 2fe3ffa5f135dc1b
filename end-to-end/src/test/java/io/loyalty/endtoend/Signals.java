package io.loyalty.endtoend;

import java.io.IOException;

/** Sends signals for which Java has no method to processes of this machine. */
final class Signals {
  private Signals() {}

  static void stop(long pid) throws IOException, InterruptedException {
    send("STOP", pid);
  }

  static void goOn(long pid) throws IOException, InterruptedException {
    send("CONT", pid);
  }

  static void kill(long pid) throws IOException, InterruptedException {
    send("KILL", pid);
  }

  /** Sends a signal; a process that has ended meanwhile is no fault. */
  private static void send(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
