package io.loyalty.stream.api;

import io.loyalty.face.ApiSettings;
import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Secures the API with the module that all services share. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
  @Bean
  ApiSettings apiSettings(ApiProperties properties, Environment environment) {
    return new ApiSettings(
            "stream.api",
            properties.tokens(),
            properties.anonymousReading(),
            properties.oidc(),
            List.of())
        .requireNoClearToken(environment);
  }

  /**
   * The id of a store may have a slash, which is {@code %2F} in a path. Handlers see the path as it
   * was sent; only Tomcat's own, which chooses the servlet, has it decoded.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
    return server ->
        server.addConnectorCustomizers(
            connector ->
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue()));
  }

  @Bean
  HttpFirewall encodedSlashesPass() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    return firewall;
  }
}
