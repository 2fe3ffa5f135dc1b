package io.loyalty.localstack.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParentGuardTest {
  @TempDir Path directory;

  @Test
  void endsItsJvmWithShutdownHooks_whenTheParentIsKilled() throws Exception {
    Path hookRan = directory.resolve("hook-ran");
    Process parent = new ProcessBuilder("sleep", "60").start();
    Process guarded = guarded(parent.pid(), Waiting.class, hookRan.toString());
    try (BufferedReader output = guarded.inputReader()) {
      assertThat(output.readLine()).isEqualTo("waiting");
    }

    parent.destroyForcibly();

    assertThat(guarded.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(guarded.exitValue()).isEqualTo(143);
    assertThat(hookRan).exists();
  }

  @Test
  void doesNotEvenRunTheMain_whenTheParentIsDead() throws Exception {
    Process parent = new ProcessBuilder("true").start();
    parent.waitFor();

    Process guarded = guarded(parent.pid(), Waiting.class, directory.resolve("none").toString());

    assertThat(guarded.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(guarded.exitValue()).isEqualTo(143);
    assertThat(guarded.inputReader().readLine()).isNull();
  }

  @Test
  void failsAsJavaDoes_whenTheMainThrows() throws Exception {
    Process guarded = guarded(ProcessHandle.current().pid(), Failing.class);

    assertThat(guarded.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(guarded.exitValue()).isEqualTo(1);
    assertThat(guarded.errorReader().readLine())
        .isEqualTo("Exception in thread \"main\" java.io.IOException: no luck");
  }

  private static Process guarded(long parent, Class<?> main, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "target/classes:target/test-classes",
                ParentGuard.class.getName(),
                Long.toString(parent),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> touch(Path.of(args[0]))));
      System.out.println("waiting");
      new CountDownLatch(1).await();
    }

    private static void touch(Path file) {
      try {
        Files.createFile(file);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class Failing {
    private Failing() {}

    public static void main(String[] args) throws IOException {
      if (args.length == 0) {
        throw new IOException("no luck");
      }
    }
  }
}
