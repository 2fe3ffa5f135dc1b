package io.loyalty.console.login;

import java.net.InetAddress;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Refuses to start with settings that are safe on a loopback address alone. */
@Component
class LoopbackRules {
  LoopbackRules(ServerProperties server, OneTimeLinkProperties link) {
    InetAddress address = server.getAddress();
    if (address != null && address.isLoopbackAddress()) {
      return;
    }
    if (link.tokenFile() != null) {
      throw new InvalidSettingsException(
          "console.one-time-link.token-file is for a console that only this machine reaches: set server.address to 127.0.0.1, or leave it out.");
    }
    if (Boolean.FALSE.equals(server.getServlet().getSession().getCookie().getSecure())) {
      throw new InvalidSettingsException(
          "server.servlet.session.cookie.secure is false, so that sessions could be read on the network: serve the pages over https, or set server.address to 127.0.0.1.");
    }
  }
}
