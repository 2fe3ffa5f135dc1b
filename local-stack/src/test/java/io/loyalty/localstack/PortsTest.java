package io.loyalty.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PortsTest {

  @Test
  void namesEveryTakenPortInOneSentence() throws Exception {
    try (ServerSocket first = new ServerSocket(0, 1, LocalStack.loopback());
        ServerSocket second = new ServerSocket(0)) {
      Ports taken = new Ports(0, 0, first.getLocalPort(), 0, second.getLocalPort());

      assertThatThrownBy(() -> PortCheck.settle(taken))
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "Ports %d (SQS), %d (PostgreSQL) are already in use; stop what listens there or set"
                  + " --sqs-port, --postgres-port",
              first.getLocalPort(), second.getLocalPort());
    }
  }

  @Test
  void givesEachPartAFreePortOfItsOwn_whenAskedForZero() {
    Ports settled = PortCheck.settle(Ports.free());

    assertThat(settled.fixed().boxed()).hasSize(5).doesNotHaveDuplicates();
    assertThat(PortCheck.settle(settled)).isEqualTo(settled);
  }

  @Test
  void refusesTwoPartsOnOnePort() {
    assertThatThrownBy(() -> new Ports(9_000, 0, 9_000, 0, 0))
        .hasMessage("Port 9000 is given to two parts");
  }

  @Test
  void takesAPortWhoseConnectionsLinger() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, LocalStack.loopback())) {
      port = server.getLocalPort();
      InetAddress loopback = LocalStack.loopback();
      try (Socket client = new Socket(loopback, port)) {
        // The side that closes first keeps the port in TIME_WAIT.
        hangUp(server);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    }

    assertThat(PortCheck.settle(new Ports(port, 0, 0, 0, 0)).kafka()).isEqualTo(port);
  }

  private static void hangUp(ServerSocket server) throws IOException {
    try (Socket accepted = server.accept()) {
      assertThat(accepted.isConnected()).isTrue();
    }
  }

  @Test
  void readsFlagsAndKeepsTheStandardOtherwise() {
    LocalStackOptions options =
        Arguments.parse(List.of("--postgres-port", "1234", "--queue", "a", "--queue", "b.fifo"))
            .orElseThrow()
            .options();

    assertThat(options.ports()).isEqualTo(new Ports(19_092, 19_093, 9_324, 18_081, 1_234));
    assertThat(options.queues()).containsExactly("a", "b.fifo");
    assertThat(options.durableQueues()).isTrue();
  }

  @Test
  void startsAllUnlessToldOtherwise() {
    assertThat(Arguments.parse(List.of()).orElseThrow().postgresOnly()).isFalse();
    assertThat(Arguments.parse(List.of("--postgres-only")).orElseThrow().postgresOnly()).isTrue();
  }

  @Test
  void refusesAFlagItDoesNotKnowAndAPortThatIsNone() {
    assertThatThrownBy(() -> Arguments.parse(List.of("--ports")))
        .hasMessage("Unknown flag --ports; see --help");
    assertThatThrownBy(() -> Arguments.parse(List.of("--sqs-port", "x")))
        .hasMessage("Flag --sqs-port needs a number from 0 to 65535, not 'x'");
    assertThatThrownBy(() -> Arguments.parse(List.of("--queue")))
        .hasMessage("Flag --queue needs a value; see --help");
  }

  @Test
  void putsFifoLastInTheNameOfADeadLetterQueue() {
    assertThat(QueueName.of("events").deadLetters().value()).isEqualTo("events-dlq");
    assertThat(QueueName.of("events.fifo").deadLetters().value()).isEqualTo("events-dlq.fifo");
    assertThatThrownBy(() -> QueueName.of("a\"b")).hasMessageStartingWith("Queue name 'a\"b'");
  }

  @Test
  void aFreePortIsChosenOnce_alsoWhileNothingIsBoundToIt() {
    assertThat(IntStream.range(0, 1_000).mapToObj(number -> Ports.oneFree()))
        .doesNotHaveDuplicates();
  }

  @Test
  void ofTwoFreePortsBothAreChosenOnce() {
    assertThat(
            IntStream.range(0, 200)
                .mapToObj(number -> Ports.twoFree())
                .flatMap(first -> Stream.of(first, first + 1)))
        .doesNotHaveDuplicates();
  }
}
