package io.loyalty.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.events.OfferReceived;
import io.loyalty.events.OfferViewed;
import io.loyalty.stream.fraud.state.ReceiptState;
import io.loyalty.stream.fraud.state.Sighting;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateSerdeTest {
  private final StateSerde<OfferViewed> serde = new StateSerde<>(OfferViewed.class);

  private static OfferViewed viewed() {
    return OfferViewed.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.parse("2026-03-01T12:00:00Z"))
        .setOccurredAtOffset(0)
        .setReceivedAt(Instant.parse("2026-03-01T12:00:00Z"))
        .setSource("/app/ios")
        .setMemberId("m")
        .setOfferId("o")
        .build();
  }

  @Test
  void readsWhatItHasWritten() {
    OfferViewed viewed = viewed();
    assertThat(serde.deserialize("t", serde.serialize("t", viewed))).isEqualTo(viewed);
    assertThat(serde.deserialize("t", serde.serialize("t", null))).isNull();
  }

  @Test
  void writesAvrosSingleObjectEncoding() throws IOException {
    OfferViewed viewed = viewed();
    assertThat(OfferViewed.getDecoder().decode(serde.serialize("t", viewed))).isEqualTo(viewed);
  }

  @Test
  void writesTheSameByTheCodeThatIsGeneratedForAClassWithoutLogicalTypes() throws IOException {
    var receipts = new StateSerde<>(ReceiptState.class);
    Sighting seen = new Sighting(1L, -2L, 3L, 4L, 5, 6L, "s", "/pos/1", null, true, -250L);
    ReceiptState state = new ReceiptState(7L, List.of(8L, 9L), List.of(seen, seen));
    byte[] bytes = receipts.serialize("t", state);
    assertThat(receipts.deserialize("t", bytes)).isEqualTo(state);
    assertThat(ReceiptState.getDecoder().decode(bytes)).isEqualTo(state);
  }

  @Test
  void refusesStateOfAnotherVersion() {
    byte[] other =
        new StateSerde<>(OfferReceived.class)
            .serialize(
                "t",
                OfferReceived.newBuilder()
                    .setEventId(UUID.randomUUID())
                    .setOccurredAt(Instant.EPOCH)
                    .setOccurredAtOffset(0)
                    .setReceivedAt(Instant.EPOCH)
                    .setSource("/x")
                    .setMemberId("m")
                    .setOfferId("o")
                    .build());
    assertThatThrownBy(() -> serde.deserialize("changelog", other))
        .isInstanceOf(StateVersionException.class)
        .hasMessageContaining("changelog")
        .hasMessageContaining("reset the stage");
  }
}
