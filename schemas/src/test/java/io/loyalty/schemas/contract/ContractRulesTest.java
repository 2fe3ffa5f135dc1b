package io.loyalty.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractRulesTest {
  private static final String OFFER =
      EventCatalogue.fromClasspath().find("offer-completed").orElseThrow().schemas().current();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"key\": [\"memberId\"]           | \"key\": []                              | give it a key",
        "\"key\": [\"memberId\"]           | \"key\": [\"nobody\"]                    | its key names nobody",
        "\"eventType\": \"offer-completed\"| \"eventType\": \"Offer Completed\"       | lower-case words",
        "\"doc\": \"The offer.\"           | \"doc\": \"\"                            | offer-completed.offerId: give it a doc",
        "\"maxLength\": 64                 | \"maxlength\": 64                        | unknown attribute maxlength",
        "\"maxLength\": 64                 | \"transform\": [\"rot13\"]               | unknown transform rot13",
        "\"maxLength\": 64                 | \"transform\": [\"hash\",\"trim\"]     | trim stands after the transform hash",
        "\"maxLength\": 64                 | \"epoch\": \"days\"             | epoch is days; make it seconds",
        "\"maxLength\": 64, \"format\": \"non-blank\" | \"format\": \"iso-9999\" | unknown format iso-9999",
        "\"pii\": \"pseudonym\"            | \"pii\": \"direct\"                     | lookup is not for direct personal data",
        "\"pii\": \"pseudonym\"            | \"transform\": [\"hash\"]               | nor for a hash; take it out",
        "\"doc\": \"Worth of the reward.\"  | \"doc\": \"Worth.\", \"lookup\": true     | lookup is for strings",
        "\"doc\": \"Worth of the reward.\"  | \"doc\": \"Worth.\"}, {\"name\": \"gifts\", \"doc\": \"Gifts.\", \"type\": {\"type\": \"array\", \"items\": {\"type\": \"record\", \"name\": \"Gift\", \"doc\": \"A gift.\", \"fields\": [{\"name\": \"code\", \"type\": \"string\", \"doc\": \"Its code.\", \"lookup\": true}]}} | lookup is not for items, such as code",
        "\"maxLength\": 64                 | \"pattern\": \"(a+)+\"            | the pattern (a+)+, at character 1",
        "\"type\": \"string\", \"doc\": \"The offer.\" | \"type\": [\"string\",\"int\"], \"doc\": \"o\" | make it two fields",
        "\"key\": [\"memberId\"]           | \"key\": [\"memberId\"], \"tableKey\": [\"nobody\"] | the key of its table names nobody",
        "\"key\": [\"memberId\"]           | \"key\": [\"memberId\"], \"table\": \"bi.offers_that_members_have_completed_in_any_of_the_stores\" | too long for a table",
        "\"name\": \"source\"              | \"name\": \"sauce\"                      | begins with the fields",
        "\"key\": [\"memberId\"]           | \"key\": [\"memberId\"], \"compatibility\": \"BACKWARD_TRANSITIVE\" | compatibilityReason",
        "\"key\": [\"memberId\"]           | \"key\": [\"memberId\"], \"compatibility\": \"NONE\" | it is FULL_TRANSITIVE or",
        "\"key\": [\"memberId\"]           | \"key\": [\"memberId\"], \"tablePartition\": \"year\" | it is day or month",
        "\"key\": [\"memberId\"]           | \"key\": [\"memberId\"], \"retention\": \"a year\" | ISO 8601",
        "\"key\": [\"memberId\"] | \"key\": [\"memberId\"], \"checks\": [{\"name\": \"a\", \"expression\": \"offerId = 1\", \"doc\": \"d\"}] | offer-completed, check a: the expression \"offerId = 1\", at character 9: a text can't be compared with a number",
        "\"key\": [\"memberId\"] | \"key\": [\"memberId\"], \"checks\": [{\"name\": \"a\", \"expression\": \"sum(offerId) = 1\", \"doc\": \"d\"}] | offerId is no field of an array",
        "\"key\": [\"memberId\"] | \"key\": [\"memberId\"], \"checks\": [{\"name\": \"A b\", \"expression\": \"true\", \"doc\": \"d\"}] | the check's name A b is not lower-case words",
        "\"key\": [\"memberId\"] | \"key\": [\"memberId\"], \"checks\": [{\"name\": \"a\", \"expression\": \"true\", \"doc\": \" \"}] | offer-completed, check a: give it a doc",
        "\"key\": [\"memberId\"] | \"key\": [\"memberId\"], \"checks\": [{\"name\": \"a\", \"expression\": \"true\"}] | is no object with a name, an expression and a doc",
        "\"key\": [\"memberId\"] | \"key\": [\"memberId\"], \"checks\": [{\"name\": \"a\", \"expression\": \"true\", \"doc\": \"d\"}, {\"name\": \"a\", \"expression\": \"true\", \"doc\": \"d\"}] | two checks have the name a",
        "\"key\": [\"memberId\"] | \"key\": [\"memberId\"], \"checks\": {\"name\": \"a\"} | checks is a list of at most 32 objects",
      })
  void refusesAContractThatBreaksARule(String was, String becomes, String sentence) {
    assertThat(OFFER).contains(was);
    assertThatThrownBy(() -> EventCatalogue.read(OFFER.replace(was, becomes)))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void readsPartitionsRetentionAndTablePartition() {
    EventType type =
        EventCatalogue.read(
            OFFER.replace(
                "\"key\"",
                "\"partitions\": 12, \"retention\": \"P30D\", \"tablePartition\": \"day\", \"key\""));
    assertThat(type.topic().partitions()).isEqualTo(12);
    assertThat(type.topic().retention()).contains(Duration.ofDays(30));
    assertThat(type.table().partition()).contains(TablePartition.DAY);
  }

  @Test
  void refusesWhatIsNoAvroSchema() {
    assertThatThrownBy(() -> EventCatalogue.read("{\"type\":\"rekord\"}"))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining("not an Avro schema");
  }
}
