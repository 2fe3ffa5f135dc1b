package io.loyalty.ingestion.source.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.source.Redrive;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedriveHeadersTest {
  private final RedriveHeaders headers = new RedriveHeaders();

  @Test
  void readsEverything() {
    assertThat(
            headers.read(
                record(
                    "{}",
                    "redrive_id=run",
                    "dead_letter_id=letter",
                    "original_kind=MESSAGE",
                    "dry_run=true",
                    "patch=[]",
                    "candidate={}")))
        .isEqualTo(new Redrive("run", "letter", true, true, "[]", "{}", null));
  }

  @Test
  void whatRepeatsIsKeptOnce_andWhatChangesIsSeen() {
    Redrive first = headers.read(record("{}", "patch=[1]", "candidate={1}"));
    Redrive second = headers.read(record("{}", "patch=[1]", "candidate={2}"));
    Redrive third = headers.read(record("{}", "candidate={2}"));
    assertThat(second.patch()).isSameAs(first.patch());
    assertThat(second.candidate()).isEqualTo("{2}");
    assertThat(third.patch()).isNull();
    assertThat(third.candidate()).isSameAs(second.candidate());
  }

  @ParameterizedTest
  @CsvSource({
    "RECORD,false,x,a header original_kind that is EVENT or MESSAGE",
    "EVENT,maybe,x,a header dry_run that is true or false",
    "EVENT,'',x,a header dry_run that is true or false",
    "EVENT,false,candidate,'no header candidate, unless dry_run is true'"
  })
  void saysWhatIsMissing(String kind, String dryRun, String third, String fault) {
    Redrive read =
        headers.read(
            record(
                "{}",
                "redrive_id=run",
                "dead_letter_id=letter",
                "original_kind=" + kind,
                "dry_run=" + dryRun,
                third + "={}"));
    assertThat(read.fault()).isEqualTo(fault);
    assertThat(read.isKnown()).isTrue();
  }

  @Test
  void aRecordWithoutBytesIsAFault_andNothingIsPublishedThatDoesNotSaySo() {
    Redrive read = headers.read(record(null, "redrive_id=run", "dead_letter_id=letter"));
    assertThat(read.fault()).isEqualTo("the bytes of the original");
    assertThat(read.isDryRun()).isTrue();
  }

  @Test
  void anIdThatIsNoneIsNotKnown() {
    assertThat(headers.read(record("{}", "redrive_id=run")).isKnown()).isFalse();
    assertThat(headers.read(record("{}", "dead_letter_id=letter")).isKnown()).isFalse();
    assertThat(headers.read(record("{}", "redrive_id=a b", "dead_letter_id=\0")).isKnown())
        .isFalse();
    assertThat(headers.read(record("{}")).isKnown()).isFalse();
  }

  private static ConsumerRecord<byte[], byte[]> record(String value, String... headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("t", 0, 0, null, value == null ? null : bytes(value));
    for (String header : headers) {
      int end = header.indexOf('=');
      record.headers().add(header.substring(0, end), bytes(header.substring(end + 1)));
    }
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
