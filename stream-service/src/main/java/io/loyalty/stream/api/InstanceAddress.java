package io.loyalty.stream.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.state.HostInfo;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells where other instances reach the API of this one, as {@code host:port}. Known once the web
 * server is started, which is before the stages are. Thread-safe.
 */
@Component
public final class InstanceAddress implements Supplier<String> {
  private final ApiProperties properties;
  private final Environment environment;

  InstanceAddress(ApiProperties properties, Environment environment) {
    this.properties = properties;
    this.environment = environment;
  }

  @Override
  public String get() {
    URI address = properties.address();
    return address == null
        ? Utils.formatAddress(
            ownHost(), environment.getRequiredProperty("local.server.port", int.class))
        : address.getHost() + ":" + port(address);
  }

  /** Returns whether an instance is this one. */
  boolean isOf(HostInfo instance) {
    return instance.equals(HostInfo.buildFromEndpoint(get()));
  }

  /** Returns the address of an instance, which is reached by the same scheme as this one. */
  String of(HostInfo instance) {
    return scheme() + "://" + Utils.formatAddress(instance.host(), instance.port());
  }

  private String scheme() {
    URI address = properties.address();
    if (address != null) {
      return address.getScheme();
    }
    boolean isEncrypted =
        Stream.of("bundle", "key-store", "certificate")
            .anyMatch(key -> environment.containsProperty("server.ssl." + key));
    return isEncrypted ? "https" : "http";
  }

  private static int port(URI address) {
    if (address.getPort() > 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  private static String ownHost() {
    try {
      InetAddress own = InetAddress.getLocalHost();
      String host = own.getHostAddress();
      // Without the name of the network card, which means nothing elsewhere.
      return own instanceof Inet6Address ? host.replaceFirst("%.*", "") : host;
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress().getHostAddress();
    }
  }
}
