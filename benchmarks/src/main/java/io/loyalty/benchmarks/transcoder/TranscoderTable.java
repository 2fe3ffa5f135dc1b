package io.loyalty.benchmarks.transcoder;

import io.loyalty.benchmarks.figure.Spread;
import io.loyalty.benchmarks.transcoder.TranscoderRounds.Contender;
import io.loyalty.benchmarks.transcoder.TranscoderRounds.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Formats the runs as text.
 *
 * @param runs the runs of each contender, by round
 * @param output the bytes of key and value per event
 */
public record TranscoderTable(Map<Contender, List<Measurement>> runs, double output) {
  /** Returns the lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  %-42s %9s %12s".formatted("median of an event", "ns", "garbage, B"));
    line(lines, "message: Jackson's tokens (the limit)", Contender.MESSAGE_TOKENS);
    line(lines, "message: ours, open + validate", Contender.OURS);
    line(lines, "payload: Jackson's tokens (the limit)", Contender.PAYLOAD_TOKENS);
    line(lines, "payload: ours, validate", Contender.OURS_OPENED);
    line(lines, "payload: tree + GenericRecord", Contender.TREE);
    line(lines, "payload: json2avro (given it flat)", Contender.JSON2AVRO);
    lines.add("  speed of ours, median of %d paired ratios:".formatted(rounds()));
    ratio(
        lines, "open + validate / tokens of the message", Contender.OURS, Contender.MESSAGE_TOKENS);
    ratio(
        lines, "validate / tokens of the payload", Contender.OURS_OPENED, Contender.PAYLOAD_TOKENS);
    ratio(lines, "validate / json2avro", Contender.OURS_OPENED, Contender.JSON2AVRO);
    ratio(lines, "validate / tree + GenericRecord", Contender.OURS_OPENED, Contender.TREE);
    lines.add(
        "  garbage of ours less that of tokens and the output of %.0f B: message %+.0f B, payload %+.0f B"
            .formatted(
                output,
                extra(Contender.OURS, Contender.MESSAGE_TOKENS),
                extra(Contender.OURS_OPENED, Contender.PAYLOAD_TOKENS)));
    return lines;
  }

  private void line(List<String> lines, String name, Contender contender) {
    lines.add(
        "  %-42s %9.0f %12.0f"
            .formatted(
                name,
                Spread.of(runs.get(contender).stream().map(Measurement::nanos).toList()).median(),
                garbage(contender)));
  }

  private void ratio(List<String> lines, String name, Contender ours, Contender other) {
    Spread spread =
        Spread.ofPairs(
            runs.get(other), runs.get(ours), (theirs, mine) -> theirs.nanos() / mine.nanos());
    lines.add("    %-40s %s".formatted(name, spread.shown("%.2f")));
  }

  private double extra(Contender ours, Contender limit) {
    return garbage(ours) - garbage(limit) - output;
  }

  private double garbage(Contender contender) {
    return Spread.of(runs.get(contender).stream().map(Measurement::garbage).toList()).median();
  }

  private int rounds() {
    return runs.get(Contender.OURS).size();
  }
}
