package io.loyalty.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStackMainIT {
  @TempDir Path directory;

  @Test
  void keepsEverythingOverKillsAndStops_andLeavesNoProcess() throws Exception {
    Path data = directory.resolve("stack");
    Ports ports = PortCheck.settle(Ports.free());
    Deposit deposit = new Deposit(ports);

    try (StackProcess first = start(data, ports)) {
      assertThat(first.lines())
          .containsExactly(
              "Kafka       127.0.0.1:" + ports.kafka(),
              "SQS         http://127.0.0.1:" + ports.sqs(),
              "registry    http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7",
              "PostgreSQL  jdbc:postgresql://127.0.0.1:%d/warehouse?user=postgres"
                  .formatted(ports.postgres()),
              "local stack ready");
      deposit.leave("before the kill");
      refusesASecondLauncherOnTheSameDirectory(data);
      first.kill();
    }
    try (StackProcess second = start(data, ports)) {
      assertThat(second.errors()).isEmpty();
      deposit.assertThere();
      deposit.leave("before the stop");
      List<ProcessHandle> processes = second.processes();
      assertThat(processes).filteredOn(LocalStackMainIT::runs).hasSizeGreaterThan(3);

      assertThat(second.terminate()).isEqualTo(143);

      assertThat(processes).noneMatch(LocalStackMainIT::runs);
      assertThat(second.errors()).isEmpty();
    }
    try (StackProcess third = start(data, ports)) {
      deposit.assertThere();
      assertThat(deposit.takeMessages())
          .containsExactlyInAnyOrder("before the kill", "before the stop");
      List<ProcessHandle> processes = third.processes();

      third.kill();

      // PostgreSQL watches no parent: the next user of its directory stops it.
      LocalStack.discard(data);
      assertThat(data).doesNotExist();
      await()
          .atMost(Duration.ofMinutes(5))
          .until(() -> processes.stream().noneMatch(LocalStackMainIT::runs));
    }
  }

  @Test
  void keepsWhatTheQueueHasAcknowledged_whenItIsKilledAmidTraffic() throws Exception {
    Path data = directory.resolve("traffic");
    Ports ports = PortCheck.settle(Ports.free());
    try (StackProcess first = start(data, ports);
        QueueTraffic traffic = new QueueTraffic(ports, Deposit.QUEUE)) {
      traffic.begin();
      traffic.awaitAcknowledged(300);
      traffic.endBy(first::kill);
      try (StackProcess second = start(data, ports)) {
        assertThat(second.errors()).isEmpty();

        Set<String> rest = traffic.takeRest();

        assertThat(traffic.certain()).isNotEmpty();
        assertThat(rest).containsAll(traffic.certain());
        assertThat(rest).doesNotContainAnyElementsOf(traffic.deleted());
      }
    }
    LocalStack.discard(data);
  }

  @Test
  void saysInOneSentenceThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LocalStack.loopback());
        StackProcess refused =
            StackProcess.start(
                directory.resolve("refused"), new Ports(0, 0, 0, 0, taken.getLocalPort()))) {
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.lines()).isEmpty();
      assertThat(refused.errors())
          .isEqualTo(
              "Port %d (PostgreSQL) is already in use; stop what listens there or set"
                  + " --postgres-port",
              taken.getLocalPort());
    }
  }

  private static StackProcess start(Path data, Ports ports) throws Exception {
    StackProcess started = StackProcess.start(data, ports, "--queue", Deposit.QUEUE);
    assertThat(started.lines()).as(started.errors()).contains("local stack ready");
    return started;
  }

  private void refusesASecondLauncherOnTheSameDirectory(Path data) throws Exception {
    try (StackProcess refused = StackProcess.start(data, Ports.free())) {
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errors())
          .isEqualTo(
              "Data directory %s is in use by another local stack; stop that or set --data-dir",
              data.toRealPath());
    }
  }

  /**
   * Returns whether a process runs; a dead process that has not been reaped has no command line.
   */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().commandLine().isPresent();
  }
}
