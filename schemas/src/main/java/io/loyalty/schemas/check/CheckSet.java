package io.loyalty.schemas.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the soft checks of an event type. An event fails a check if its expression is false;
 * unknown, because a value is null or absent or a number has more than 18 digits, is no failure.
 * Immutable and thread-safe.
 */
public final class CheckSet {
  /** A type has at most this many checks, one bit each. */
  public static final int MOST = 32;

  /** Holds no checks. */
  public static final CheckSet NONE = of(List.of(), null);

  private final List<Check> checks;
  private final List<CheckInput> inputs;
  private final Term.Value[] compiled;

  /**
   * Describes one check.
   *
   * @param name its stable name
   * @param doc what it means
   * @param expression what holds for a good event
   */
  public record Check(String name, String doc, String expression) {}

  private CheckSet(List<Check> checks, List<CheckInput> inputs, Term.Value[] compiled) {
    this.checks = List.copyOf(checks);
    this.inputs = List.copyOf(inputs);
    this.compiled = compiled;
  }

  /**
   * Compiles checks on events with these fields.
   *
   * @throws InvalidCheckException when an expression is none
   */
  public static CheckSet of(List<Check> checks, CheckFields fields) {
    List<CheckInput> inputs = new ArrayList<>();
    Term.Value[] compiled =
        checks.stream()
            .map(check -> CheckParser.compile(check.expression(), fields, inputs))
            .toArray(Term.Value[]::new);
    return new CheckSet(checks, inputs, compiled);
  }

  /** Returns the checks in the order of the contract. */
  public List<Check> checks() {
    return checks;
  }

  /** Returns whether there are no checks. */
  public boolean isEmpty() {
    return checks.isEmpty();
  }

  /** Returns the values that the checks need. */
  public List<CheckInput> inputs() {
    return inputs;
  }

  /** Returns the checks that these values fail, one bit each from the lowest on. */
  public long failed(CheckValues values) {
    long failed = 0;
    for (int check = 0; check < compiled.length; check++) {
      if (compiled[check].of(values) == Term.FALSE) {
        failed |= 1L << check;
      }
    }
    return failed;
  }
}
