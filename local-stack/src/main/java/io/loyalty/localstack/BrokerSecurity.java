package io.loyalty.localstack;

import io.loyalty.localstack.tls.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configures a broker to accept SASL_SSL only and to deny everything without an ACL. */
final class BrokerSecurity {
  static final String LISTENER = "SASL_SSL";
  private static final String MECHANISM = "SCRAM-SHA-512";

  private final StackSecurity security;

  BrokerSecurity(StackSecurity security) {
    this.security = security;
  }

  /** Returns the super user's credentials, which the first start needs to create other users. */
  List<String> firstCredentials() {
    return List.of(
        "%s=[name=%s,password=%s]".formatted(MECHANISM, security.admin(), security.password()));
  }

  Map<String, String> config(String controller) {
    Identity server = security.server();
    Map<String, String> config = new HashMap<>();
    config.put(
        "listener.security.protocol.map",
        "%s:PLAINTEXT,%s:%s".formatted(controller, LISTENER, LISTENER));
    config.put("inter.broker.listener.name", LISTENER);
    config.put("sasl.enabled.mechanisms", MECHANISM);
    config.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
    config.put(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(security.admin(), security.password()));
    // A client whose password has changed is detected after this time, not only at its next
    // connection.
    config.put("connections.max.reauth.ms", "5000");
    config.put("ssl.keystore.type", "PKCS12");
    config.put("ssl.keystore.location", server.keyStore().toString());
    config.put("ssl.keystore.password", server.password());
    config.put("ssl.key.password", server.password());
    config.put("ssl.truststore.type", "PKCS12");
    config.put("ssl.truststore.location", server.keyStore().toString());
    config.put("ssl.truststore.password", server.password());
    config.put("allow.everyone.if.no.acl.found", "false");
    // Only the broker itself uses the controller's listener, which does not authenticate.
    config.put("super.users", "User:%s;User:ANONYMOUS".formatted(security.admin()));
    return config;
  }
}
