package io.loyalty.ingestion;

import io.loyalty.ingestion.deadletter.DeadLetterWriter;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.flow.FlowFactory;
import io.loyalty.ingestion.flow.FlowProperties;
import io.loyalty.ingestion.flow.Ingestion;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.ingestion.flow.OutgoingRecords;
import io.loyalty.ingestion.flow.StartUp;
import io.loyalty.ingestion.flow.Stations;
import io.loyalty.ingestion.history.HistoryRun;
import io.loyalty.ingestion.record.RecordEncoder;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.record.RecordValidator;
import io.loyalty.ingestion.recovery.Recovery;
import io.loyalty.ingestion.recovery.ResolutionWriter;
import io.loyalty.ingestion.registry.SchemaIds;
import io.loyalty.ingestion.registry.SchemaRegistration;
import io.loyalty.ingestion.source.SourceGroup;
import io.loyalty.ingestion.source.file.FileProperties;
import io.loyalty.ingestion.source.file.FileSource;
import io.loyalty.ingestion.source.sqs.QueueProperties;
import io.loyalty.ingestion.topic.Publisher;
import io.loyalty.ingestion.topic.TopicProperties;
import io.loyalty.ingestion.topic.TopicProvisioner;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Wires the flow. */
@Configuration(proxyBeanMethods = false)
class FlowWiring {
  @Bean
  Ledger ledger(EventCatalogue catalogue, MeterRegistry meters) {
    return new Ledger(catalogue.eventTypes().stream().map(EventType::name).toList(), meters);
  }

  @Bean
  Function<SchemaIds, Stations> stations(
      EventCatalogue catalogue,
      EnvelopeProperties envelope,
      RecordProperties record,
      QueueProperties queue,
      Clock clock) {
    return ids ->
        new Stations(
            new EnvelopeReader(envelope),
            new RecordValidator(catalogue, ids.byEventType(), record, clock),
            queue.maxReceives());
  }

  @Bean
  Function<SchemaIds, OutgoingRecords> records(
      EventCatalogue catalogue, TopicProperties topics, ObjectProvider<BuildProperties> build) {
    String version = version(build);
    EventType deadLetter = catalogue.deadLetter();
    return ids ->
        new OutgoingRecords(
            new DeadLetterWriter(
                deadLetter.topicName(topics.prefix()),
                new RecordEncoder(deadLetter.schemas().current(), ids.deadLetter()),
                version),
            catalogue,
            topics.prefix());
  }

  @Bean
  Function<SchemaIds, Recovery> recovery(
      EventCatalogue catalogue,
      RecordProperties record,
      TopicProperties topics,
      ObjectProvider<BuildProperties> build,
      MeterRegistry meters,
      Clock clock) {
    EventType type = catalogue.deadLetterResolution();
    return ids ->
        new Recovery(
            catalogue,
            record,
            clock,
            new ResolutionWriter(
                type.topicName(topics.prefix()),
                new RecordEncoder(type.schemas().current(), ids.deadLetterResolution()),
                version(build),
                clock),
            meters);
  }

  private static String version(ObjectProvider<BuildProperties> build) {
    return build.stream()
        .map(properties -> "%s %s".formatted(properties.getName(), properties.getVersion()))
        .findFirst()
        .orElse("ingestion-service");
  }

  @Bean
  FlowFactory flows(
      Function<SchemaIds, Stations> stations,
      Function<SchemaIds, OutgoingRecords> records,
      Function<SchemaIds, Recovery> recovery,
      Ledger ledger,
      Publisher publisher,
      FlowProperties properties) {
    return new FlowFactory(stations, records, recovery, ledger, publisher, properties);
  }

  @Bean
  StartUp startUp(TopicProvisioner topics, SchemaRegistration schemas, SourceGroup sources) {
    return new StartUp(topics, schemas, sources);
  }

  @Bean
  Ingestion ingestion(
      StartUp startUp,
      FlowFactory flows,
      Ledger ledger,
      SourceGroup sources,
      Publisher publisher,
      FlowProperties properties) {
    return new Ingestion(startUp, flows, ledger, sources, publisher, properties);
  }

  @Bean
  @Conditional(SourceWiring.FilesAlone.class)
  HistoryRun historyRun(FileSource files, Ledger ledger, FileProperties file) {
    return new HistoryRun(files, ledger, file.accountFile());
  }

  /** Starts the flow last, once the service can report its health. */
  @Bean
  ApplicationRunner opening(Ingestion ingestion) {
    return arguments -> ingestion.open();
  }
}
