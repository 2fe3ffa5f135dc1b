package io.loyalty.ingestion;

import io.loyalty.ingestion.source.BrokenSourceException;
import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.SourceGroup;
import io.loyalty.ingestion.source.WorkLimits;
import io.loyalty.ingestion.source.WorkWindow;
import io.loyalty.ingestion.source.file.FileProperties;
import io.loyalty.ingestion.source.file.FileSource;
import io.loyalty.ingestion.source.redrive.RedriveProperties;
import io.loyalty.ingestion.source.redrive.RedriveSource;
import io.loyalty.ingestion.source.sqs.QueueProperties;
import io.loyalty.ingestion.source.sqs.SqsSource;
import io.loyalty.ingestion.topic.BrokerClients;
import io.loyalty.ingestion.topic.TopicProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/** Wires each configured kind of source, one bean for each kind. The flow closes them. */
@Configuration(proxyBeanMethods = false)
class SourceWiring {
  private static final Logger log = LoggerFactory.getLogger(SourceWiring.class);

  @Bean
  WorkWindow workWindow(WorkLimits limits, QueueProperties queue) {
    int messages = limits.maxMessages();
    if (queue.maxMessages() != null) {
      messages = queue.maxMessages();
      warn("max-messages");
    }
    DataSize size = limits.maxSize();
    if (queue.maxSize() != null) {
      size = queue.maxSize();
      warn("max-size");
    }
    return new WorkWindow(new WorkLimits(messages, size));
  }

  private static void warn(String key) {
    log.warn(
        "ingestion.queue.{} is the former name of ingestion.work.{}: rename it. It still takes effect.",
        key,
        key);
  }

  @Bean(destroyMethod = "")
  @Conditional(Queue.class)
  SqsSource sqs(QueueProperties queue, WorkWindow window, MeterRegistry meters, Clock clock) {
    return SqsSource.open(queue, window, meters, clock);
  }

  @Bean(destroyMethod = "")
  @Conditional(Files.class)
  FileSource files(FileProperties file, WorkWindow window, TopicProperties topics, Clock clock) {
    return new FileSource(file, window, topics.prefix(), clock);
  }

  /** Has bounds of its own: dead letters that come back take no room from live traffic. */
  @Bean(destroyMethod = "")
  @Conditional(Redrives.class)
  RedriveSource redrives(
      BrokerClients brokers, RedriveProperties redrive, TopicProperties topics, Clock clock) {
    return RedriveSource.of(
        brokers.consumer(), topics.prefix(), redrive, new WorkWindow(redrive.limits()), clock);
  }

  @Bean(destroyMethod = "")
  SourceGroup sources(ObjectProvider<Source> sources) {
    List<Source> configured = sources.orderedStream().toList();
    if (configured.isEmpty()) {
      throw new BrokenSourceException(
          "There is nothing to read from: set ingestion.queue.url or ingestion.file.path.", null);
    }
    return new SourceGroup(configured);
  }

  /** Matches if a queue is configured. */
  static final class Queue implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Binder.get(context.getEnvironment())
          .bind("ingestion.queue.url", Bindable.listOf(String.class))
          .map(urls -> !urls.isEmpty())
          .orElse(false);
    }
  }

  /** Matches if dead letters are to come back, beside a queue. */
  static final class Redrives implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getEnvironment().getProperty("ingestion.redrive.enabled", Boolean.class, true)
          && new Queue().matches(context, metadata);
    }
  }

  /** Matches if files are configured. */
  static final class Files implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(context.getEnvironment().getProperty("ingestion.file.path"));
    }
  }

  /** Matches if files and no queue are configured: then the service ends when they are read. */
  static final class FilesAlone implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return new Files().matches(context, metadata) && !new Queue().matches(context, metadata);
    }
  }
}
