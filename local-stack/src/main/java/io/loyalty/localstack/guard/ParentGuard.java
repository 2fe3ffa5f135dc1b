package io.loyalty.localstack.guard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * Runs another main class in this JVM and ends this JVM, shutdown hooks included, as soon as the
 * given process has ended: {@code java -cp guard:app ParentGuard <parent-pid> <main-class>
 * [argument...]}. The main class behaves as if java had started it, including exceptions and exit
 * codes.
 */
public final class ParentGuard {
  private static final int TERMINATED = 143;
  private static final long LOOK_EVERY_MILLIS = 200;

  private ParentGuard() {}

  /**
   * Starts the guard, then the main class.
   *
   * @param args the parent's process id, the main class, the main class's own arguments
   * @throws Throwable whatever the main class throws
   */
  public static void main(String[] args) throws Throwable {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "Usage: ParentGuard <parent-pid> <main-class> [argument...]");
    }
    Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(args[0]));
    if (parent.isEmpty() || !parent.get().isAlive()) {
      System.exit(TERMINATED);
    }
    watch(parent.get());
    run(args[1], Arrays.copyOfRange(args, 2, args.length));
  }

  private static void watch(ProcessHandle parent) {
    // A killed parent that has not been reaped still counts as alive, but its children get another
    // parent at once.
    boolean direct = parentIs(parent);
    Thread guard =
        new Thread(
            () -> {
              while (parent.isAlive() && (!direct || parentIs(parent))) {
                if (!pause()) {
                  return;
                }
              }
              System.exit(TERMINATED);
            },
            "parent-guard");
    guard.setDaemon(true);
    guard.start();
  }

  private static boolean parentIs(ProcessHandle expected) {
    return ProcessHandle.current().parent().filter(expected::equals).isPresent();
  }

  private static boolean pause() {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void run(String mainClass, String[] args) throws Throwable {
    Class<?> type = Class.forName(mainClass, true, ClassLoader.getSystemClassLoader());
    Method main = type.getMethod("main", String[].class);
    // The java launcher also runs the main method of a package-private class.
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
