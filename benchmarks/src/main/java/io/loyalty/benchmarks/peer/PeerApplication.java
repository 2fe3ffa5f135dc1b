package io.loyalty.benchmarks.peer;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** Runs the peer; {@code peer.yml} has its settings. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  AwsAutoConfiguration.class,
  CredentialsProviderAutoConfiguration.class,
  RegionProviderAutoConfiguration.class,
  SqsAutoConfiguration.class,
  KafkaAutoConfiguration.class
})
public class PeerApplication {
  private static final int CONNECTIONS = 256;

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    // The class path also contains the ingestion service's application.yml.
    System.setProperty("spring.config.name", "peer");
    SpringApplication.run(PeerApplication.class, args);
  }

  /** Raises the default of 50 connections, which idle polls use up; deletes would then time out. */
  @Bean
  SqsAsyncClientCustomizer connections() {
    return sqs ->
        sqs.httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS));
  }

  @Bean
  PeerListener listener(KafkaTemplate<byte[], byte[]> kafka) {
    return new PeerListener(kafka);
  }
}
