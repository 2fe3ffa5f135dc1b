package io.loyalty.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.events.LineItem;
import io.loyalty.events.PurchaseTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
  private static final Schema SCHEMA = PurchaseTransaction.getClassSchema();
  private final AvroSerde<PurchaseTransaction> serde =
      new AvroSerde<>(PurchaseTransaction.class, id -> SCHEMA.toString(), () -> 258);

  private static PurchaseTransaction purchase() {
    return PurchaseTransaction.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.parse("2026-03-01T12:00:00.123456Z"))
        .setOccurredAtOffset(60)
        .setReceivedAt(Instant.parse("2026-03-01T12:00:01Z"))
        .setSource("/pos/1")
        .setTransactionId("t-1")
        .setStoreId("s-1")
        .setCurrency("EUR")
        .setTotalAmount(new BigDecimal("12.50"))
        .setLineItems(
            List.of(
                LineItem.newBuilder()
                    .setProductId("p")
                    .setQuantity(new BigDecimal("1.000"))
                    .setAmount(new BigDecimal("12.50"))
                    .build()))
        .build();
  }

  @Test
  void readsWhatItHasWritten_inConfluentsWireFormat() {
    PurchaseTransaction purchase = purchase();
    byte[] bytes = serde.serialize("topic", purchase);
    assertThat(bytes).startsWith(0, 0, 0, 1, 2);
    assertThat(serde.deserialize("topic", bytes)).isEqualTo(purchase);
  }

  @Test
  void readsARecordOfAnEarlierVersion() {
    Schema earlier = new Schema.Parser().parse(SCHEMA.toString());
    List<Schema.Field> fields =
        earlier.getFields().stream()
            .filter(field -> !field.name().equals("unmapped"))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    Schema without =
        Schema.createRecord(
            earlier.getName(), earlier.getDoc(), earlier.getNamespace(), false, fields);
    byte[] bytes = serde.serialize("topic", purchase());
    // Without its last field, which is null and so one byte.
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    var reading = AvroSerde.reading(PurchaseTransaction.class, id -> without.toString());
    assertThat(reading.deserialize("topic", shorter).getTransactionId()).isEqualTo("t-1");
    assertThatThrownBy(() -> reading.deserialize("topic", bytes))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void refusesBytesThatAreNoRecord() {
    byte[] bytes = serde.serialize("topic", purchase());
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 10);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    for (byte[] wrong : List.of(cut, longer, new byte[3], new byte[] {1, 0, 0, 1, 2, 0})) {
      assertThatThrownBy(() -> serde.deserialize("topic", wrong))
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  void passesOnWhatTheRegistryThrows_andAsksAgain() {
    var unavailable = new IllegalStateException("away");
    boolean[] away = {true};
    var reading =
        AvroSerde.reading(
            PurchaseTransaction.class,
            id -> {
              if (away[0]) {
                throw unavailable;
              }
              return SCHEMA.toString();
            });
    byte[] bytes = serde.serialize("topic", purchase());
    assertThatThrownBy(() -> reading.deserialize("topic", bytes)).isSameAs(unavailable);
    away[0] = false;
    assertThat(reading.deserialize("topic", bytes)).isNotNull();
  }
}
