package io.loyalty.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 0x01020304, Integer.MAX_VALUE})
  void readsTheIdThatWasWritten(int id) {
    byte[] value = new byte[7];
    WireFormat.writeHeader(value, 0, id);
    assertThat(WireFormat.schemaId(value)).isEqualTo(id);
  }

  @Test
  void writesAZeroByteAndTheIdInNetworkOrder() {
    byte[] value = new byte[6];
    WireFormat.writeHeader(value, 1, 0x01020304);
    assertThat(value).containsExactly(0, 0, 1, 2, 3, 4);
  }

  @Test
  void refusesWhatIsNoRecordOfOurs() {
    assertThatThrownBy(() -> WireFormat.schemaId(null))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("tombstone");
    assertThatThrownBy(() -> WireFormat.schemaId(new byte[4]))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("4 bytes");
    assertThatThrownBy(
            () ->
                WireFormat.schemaId("{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("byte 123");
  }
}
