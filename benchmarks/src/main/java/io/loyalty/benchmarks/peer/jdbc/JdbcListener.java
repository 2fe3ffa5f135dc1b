package io.loyalty.benchmarks.peer.jdbc;

import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Writes each batch in one transaction without duplicates, and commits the offsets to Kafka
 * afterwards.
 */
class JdbcListener {
  private final SchemaRegistry registry;
  private final String database;
  private final String eventType;
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new ConcurrentHashMap<>();
  private final ThreadLocal<Inserts> inserts = ThreadLocal.withInitial(this::connect);

  JdbcListener(SchemaRegistry registry, String database, String eventType) {
    this.registry = registry;
    this.database = database;
    this.eventType = eventType;
  }

  @KafkaListener(topics = "${peer.topic}", batch = "true")
  void load(List<ConsumerRecord<byte[], byte[]>> batch) throws SQLException, IOException {
    Inserts into = inserts.get();
    for (ConsumerRecord<byte[], byte[]> each : batch) {
      into.add(read(each.value()), each.partition(), each.offset());
    }
    into.commit();
  }

  private GenericRecord read(byte[] value) throws IOException {
    int header = WireFormat.HEADER_BYTES;
    return readers
        .computeIfAbsent(WireFormat.schemaId(value), this::reader)
        .read(null, DecoderFactory.get().binaryDecoder(value, header, value.length - header, null));
  }

  private GenericDatumReader<GenericRecord> reader(int schemaId) {
    return new GenericDatumReader<>(new Schema.Parser().parse(registry.schema(schemaId)));
  }

  private Inserts connect() {
    try {
      Connection connection = DriverManager.getConnection(database);
      connection.setAutoCommit(false);
      return switch (eventType) {
        case "points-collected" -> new PointsInserts(connection);
        case "purchase-transaction" -> new PurchaseInserts(connection);
        default -> throw new IllegalArgumentException("nobody has written " + eventType);
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
