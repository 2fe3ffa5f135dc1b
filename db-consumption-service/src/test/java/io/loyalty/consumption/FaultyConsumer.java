package io.loyalty.consumption;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Makes a step of the load throw an unexpected exception at one record of a partition, until it is
 * repaired. It wraps Kafka's own consumer by spring-kafka's extension point. Thread-safe.
 */
final class FaultyConsumer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** The text of the exception, which might contain data of a record. */
  static final String SECRET = "kim@example.com";

  private final TopicPartition partition;
  private volatile long offset;
  private volatile Step step;

  /** Lists the steps of the load that throw. */
  enum Step {
    PLACE,
    POLL,
    DECODE,
    REFUSE,
    WRITE
  }

  FaultyConsumer(TopicPartition partition, long offset) {
    this.partition = partition;
    this.offset = offset;
  }

  void fail(Step at) {
    step = at;
  }

  /** Makes another record fail. */
  void fail(Step at, long record) {
    offset = record;
    step = at;
  }

  void heal() {
    step = null;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context
        .getBeanFactory()
        .addBeanPostProcessor(
            new BeanPostProcessor() {
              @Override
              public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DefaultKafkaConsumerFactory<?, ?> factory) {
                  with(factory);
                }
                return bean;
              }
            });
  }

  private <K, V> void with(DefaultKafkaConsumerFactory<K, V> factory) {
    factory.addPostProcessor(this::faulty);
  }

  @SuppressWarnings("unchecked")
  private <K, V> Consumer<K, V> faulty(Consumer<K, V> consumer) {
    return (Consumer<K, V>)
        Proxy.newProxyInstance(
            Consumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("seek")
                  && step == Step.PLACE
                  && arguments[0].equals(partition)
                  && arguments[1] instanceof OffsetAndMetadata) {
                throw new IllegalArgumentException(SECRET);
              }
              if (method.getName().equals("poll")
                  && step == Step.POLL
                  && consumer.assignment().contains(partition)
                  && !consumer.paused().contains(partition)) {
                throw new KafkaException(
                    "Received exception when fetching the next record from %s. If needed, please seek past the record to continue consumption."
                        .formatted(partition));
              }
              try {
                Object answer = method.invoke(consumer, arguments);
                return answer instanceof ConsumerRecords<?, ?> records
                    ? poisoned((ConsumerRecords<byte[], byte[]>) records)
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private ConsumerRecords<byte[], byte[]> poisoned(ConsumerRecords<byte[], byte[]> records) {
    if (records.records(partition).isEmpty() || step == null) {
      return records;
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new LinkedHashMap<>();
    for (TopicPartition each : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : records.records(each)) {
        boolean isPoison = each.equals(partition) && record.offset() == offset;
        some.add(isPoison ? new Poison(record, step) : record);
      }
      all.put(each, some);
    }
    return new ConsumerRecords<>(all, records.nextOffsets());
  }

  private static final class Poison extends ConsumerRecord<byte[], byte[]> {
    private final Step step;

    Poison(ConsumerRecord<byte[], byte[]> record, Step step) {
      super(record.topic(), record.partition(), record.offset(), record.key(), record.value());
      this.step = step;
    }

    @Override
    public byte[] value() {
      return switch (step) {
        case DECODE -> throw new UnsupportedOperationException(SECRET);
        case REFUSE, WRITE -> "no record".getBytes(StandardCharsets.UTF_8);
        case PLACE, POLL -> super.value();
      };
    }

    @Override
    public Headers headers() {
      return switch (step) {
        case REFUSE -> throw new UnsupportedOperationException(SECRET);
        case WRITE -> new RecordHeaders(List.<Header>of(new Nameless()));
        case PLACE, POLL, DECODE -> super.headers();
      };
    }
  }

  /** Is a header that the writer of dead letters does not expect. */
  private static final class Nameless implements Header {
    @Override
    public String key() {
      return null;
    }

    @Override
    public byte[] value() {
      return SECRET.getBytes(StandardCharsets.UTF_8);
    }
  }
}
