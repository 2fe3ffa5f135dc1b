package io.loyalty.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

class DownloadTest {
  @Test
  void quotesCells_andKeepsSpreadsheetsFromRunningThem() {
    ResponseEntity<byte[]> csv =
        Download.csv(
            "../a b",
            List.of("x", "y"),
            List.of(Arrays.asList("a,\"b\"", null), List.of("=1+1", -5)));

    assertThat(new String(csv.getBody(), StandardCharsets.UTF_8))
        .isEqualTo("x,y\r\n\"a,\"\"b\"\"\",\r\n'=1+1,-5\r\n");
    assertThat(csv.getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
        .isEqualTo("attachment; filename=\"..-a-b.csv\"");
  }
}
