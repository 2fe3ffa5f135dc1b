package io.loyalty.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a free port of this machine. */
final class FreePort {
  private FreePort() {}

  static int find() {
    try (ServerSocket probe =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new StartFailedException("There is no free port: " + e.getMessage(), e);
    }
  }
}
