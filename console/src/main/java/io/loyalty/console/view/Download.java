package io.loyalty.console.view;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a file that the browser saves. */
public final class Download {
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final String FORMULA = "=+-@\t\r";

  private Download() {}

  /**
   * Returns a table as CSV (RFC 4180), null as an empty cell. A text that a spreadsheet would take
   * for a formula is preceded by an apostrophe, because senders choose texts.
   *
   * @param file the name of the file, without its ending
   * @param header the names of the columns
   * @param rows the cells of each row
   */
  public static ResponseEntity<byte[]> csv(
      String file, List<String> header, Collection<? extends List<?>> rows) {
    StringBuilder csv = new StringBuilder(line(header));
    rows.forEach(row -> csv.append(line(row)));
    return file(file + ".csv", CSV, csv.toString());
  }

  /**
   * Returns a value as JSON.
   *
   * @param file the name of the file, without its ending
   * @param value what Jackson can write
   */
  public static ResponseEntity<byte[]> json(String file, Object value) {
    return file(
        file + ".json",
        MediaType.APPLICATION_JSON,
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }

  /** Returns a text as a file, of the name and type that are given. */
  public static ResponseEntity<byte[]> file(String name, MediaType type, String text) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name.replaceAll("[^A-Za-z0-9._-]+", "-"))
                .build()
                .toString())
        .contentType(type)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(List<?> cells) {
    return cells.stream().map(Download::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    boolean isFormula =
        !(value instanceof Number) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    boolean isQuoted = safe.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0);
    return isQuoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
