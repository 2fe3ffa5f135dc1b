package io.loyalty.endtoend.process;

import java.io.IOException;

/** Sends signals for which Java has no method to processes of this machine. */
public final class Signals {
  private Signals() {}

  public static void stop(long pid) throws IOException, InterruptedException {
    send("STOP", pid);
  }

  public static void goOn(long pid) throws IOException, InterruptedException {
    send("CONT", pid);
  }

  public static void kill(long pid) throws IOException, InterruptedException {
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
