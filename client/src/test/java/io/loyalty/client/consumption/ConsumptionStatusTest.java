package io.loyalty.client.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ConsumptionStatusTest {

  @Test
  void isWholeOnlyWhenDatabaseAndKafkaAnsweredTheService() {
    assertThat(status("{\"topic\":\"a\",\"lag\":0}").isWhole()).isTrue();
    assertThat(status("{\"topic\":\"a\",\"lag\":null}").isWhole()).isFalse();
    assertThat(status("").isWhole()).isFalse();
  }

  private static ConsumptionStatus status(String topics) {
    String fields =
        "\"eventType\":\"a\",\"records\":1,\"inserted\":1,\"duplicates\":0,\"conflicts\":0,\"deadLettered\":0,";
    return JsonMapper.builder()
        .build()
        .readValue(
            "{\"state\":\"RUNNING\",\"topics\":[%s]}".formatted(topics.replace("{", "{" + fields)),
            ConsumptionStatus.class);
  }
}
