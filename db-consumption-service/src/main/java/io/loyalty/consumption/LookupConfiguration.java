package io.loyalty.consumption;

import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.lookup.FieldLookup;
import io.loyalty.consumption.lookup.LatestEvents;
import io.loyalty.consumption.lookup.Where;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.topic.ConsumerNames;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicProperties;
import io.loyalty.consumption.warehouse.audit.AuditReader;
import io.loyalty.consumption.warehouse.lookup.EventFinder;
import io.loyalty.consumption.warehouse.lookup.LetterFinder;
import io.loyalty.consumption.warehouse.lookup.RecordHistory;
import io.loyalty.consumption.warehouse.scorecards.ScorecardReader;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Wires the look-up of single events, of what sources sent, and of who did what. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration {
  /** Client ids are labels of metrics, so they must stay few. */
  private static final int CLIENTS = 4;

  @Bean
  EventFinder eventFinder(DataSource pool) {
    return new EventFinder(pool);
  }

  @Bean
  ScorecardReader scorecardReader(DataSource pool) {
    return new ScorecardReader(pool);
  }

  @Bean
  AuditReader auditReader(DataSource pool) {
    return new AuditReader(pool);
  }

  @Bean
  FieldLookup fieldLookup(EventTopics topics, EventFinder finder) {
    return new FieldLookup(topics, finder);
  }

  @Bean
  LatestEvents latestEvents(EventTopics topics, EventFinder finder) {
    return new LatestEvents(topics, finder);
  }

  @Bean
  Where.Kafka lookupInKafka(
      TopicLogs logs,
      SchemaRegistry registry,
      LoadService load,
      ConsumerFactory<?, ?> consumers,
      TopicProperties topic,
      ConsumerNames names) {
    AtomicInteger made = new AtomicInteger();
    Supplier<LogScan> scans =
        () ->
            new LogScan(
                consumers,
                topic,
                names,
                "look-up-" + Math.floorMod(made.getAndIncrement(), CLIENTS));
    return new Where.Kafka(logs, scans, registry, () -> holds(load));
  }

  @Bean
  Where where(
      EventTopics topics,
      EventFinder finder,
      DataSource pool,
      Where.Kafka lookupInKafka,
      RefusedTypes types) {
    return new Where(
        topics, finder, new LetterFinder(pool), new RecordHistory(pool), lookupInKafka, types);
  }

  private static Map<PartitionId, String> holds(LoadService load) {
    return load.status().held().stream()
        .collect(
            Collectors.toMap(
                each -> new PartitionId(each.topic(), each.partition()),
                each -> each.code().toString(),
                (one, other) -> one));
  }
}
