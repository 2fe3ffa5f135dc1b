package io.loyalty.stream.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.PurchaseEnriched;
import io.loyalty.schemas.contract.EventCatalogue;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeBandTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-01, 0-17",
    "2008-04-01, 2026-03-31, 0-17",
    "2008-03-31, 2026-03-01, 18-24",
    "2001-03-01, 2026-02-28, 18-24",
    "2001-03-31, 2026-03-01, 25-34",
    "1981-04-01, 2026-03-31, 35-44",
    "1981-03-31, 2026-03-01, 45-54",
    "1971-03-31, 2026-03-01, 55-64",
    "1961-03-31, 2026-03-01, 65+",
    "1901-01-01, 2026-03-01, 65+",
    "2026-04-01, 2026-03-31, unknown"
  })
  void goesByTheMonthOfBirth(LocalDate birth, LocalDate on, String band) {
    assertThat(AgeBand.of(AgeBand.month(birth), on)).isEqualTo(band);
  }

  @Test
  void isUnknownWithoutADateOfBirth() {
    assertThat(AgeBand.of(AgeBand.month(null), LocalDate.EPOCH)).isEqualTo("unknown");
  }

  @Test
  void namesEveryBandAsTheContractDoes() {
    Object allowed =
        EventCatalogue.fromClasspath().derivedTypes().stream()
            .filter(type -> type.avro().getFullName().equals(PurchaseEnriched.class.getName()))
            .findFirst()
            .orElseThrow()
            .avro()
            .getField("ageBand")
            .getObjectProp("allowedValues");
    List<String> bands =
        LocalDate.of(1900, 1, 1)
            .datesUntil(LocalDate.of(2030, 1, 1))
            .map(birth -> AgeBand.of(AgeBand.month(birth), LocalDate.of(2026, 3, 1)))
            .distinct()
            .toList();
    assertThat(allowed)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrderElementsOf(bands);
  }
}
