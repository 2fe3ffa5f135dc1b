package io.loyalty.ingestion.topic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Checks the topics' settings at an interval: a topic that breaks its promise while the service
 * runs is logged and counted in {@code ingestion.topic.deviations}, but nothing stops, since not
 * receiving would lose more. Thread-safe.
 */
public final class TopicWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  private final TopicProvisioner topics;
  private final TopicPromiseProperties properties;
  private final Map<String, List<TopicDeviation>> found = new ConcurrentHashMap<>();
  private ScheduledExecutorService looks;

  /** Registers a gauge for each topic of the contract; checks begin at the start. */
  public TopicWatch(
      TopicProvisioner topics, TopicPromiseProperties properties, MeterRegistry meters) {
    this.topics = topics;
    this.properties = properties;
    for (String topic : topics.names()) {
      Gauge.builder("ingestion.topic.deviations", found, all -> count(all, topic))
          .description("Settings of the topic that break the promise that it can be replayed")
          .tag("topic", topic)
          .register(meters);
    }
  }

  @Override
  public synchronized void start() {
    looks = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "topic-watch"));
    long millis = properties.interval().toMillis();
    var unused = looks.scheduleWithFixedDelay(this::look, 0, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    looks.shutdownNow();
    looks = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return looks != null;
  }

  private void look() {
    try {
      show(topics.deviations());
    } catch (BrokerUnavailableException | BrokenTopicException e) {
      log.debug("The topics' settings can't be checked now: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A task that throws is never run again.
      log.error("Unexpected error while checking the topics' settings; trying again.", e);
    }
  }

  private void show(List<TopicDeviation> deviations) {
    Map<String, List<TopicDeviation>> now =
        deviations.stream().collect(Collectors.groupingBy(TopicDeviation::topic));
    Set<TopicDeviation> before =
        found.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    deviations.stream()
        .filter(each -> !before.contains(each) && !properties.allows(each))
        .forEach(each -> log.warn("{}: its records may be lost.", each.sentence()));
    found.keySet().retainAll(now.keySet());
    found.putAll(now);
  }

  private static double count(Map<String, List<TopicDeviation>> all, String topic) {
    return all.getOrDefault(topic, List.of()).size();
  }
}
