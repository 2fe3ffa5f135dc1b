package io.loyalty.console.doctor;

/**
 * Tells how a check went.
 *
 * @param grade how it went
 * @param check what was checked
 * @param sentence what was found
 * @param fix what to do; null if there is nothing to do
 * @param link the page where it is done; null without
 */
record Finding(Grade grade, String check, String sentence, String fix, String link) {
  /** Lists how a check can go, the worst first. */
  enum Grade {
    /** Something must be done. */
    BAD("act"),
    /** Somebody should look at it. */
    WARN("look"),
    /** It could not be checked. */
    UNKNOWN("not known"),
    /** All is well. */
    GOOD("good");

    private final String word;

    Grade(String word) {
      this.word = word;
    }

    /** Returns its word, which stands beside the colour. */
    public String word() {
      return word;
    }

    /** Returns its class in the style sheet. */
    public String style() {
      return switch (this) {
        case BAD -> "bad";
        case WARN, UNKNOWN -> "warn";
        case GOOD -> "good";
      };
    }
  }

  static Finding good(String check, String sentence) {
    return new Finding(Grade.GOOD, check, sentence, null, null);
  }

  static Finding unknown(String check, String sentence) {
    return new Finding(Grade.UNKNOWN, check, sentence, null, null);
  }

  static Finding warn(String check, String sentence, String fix, String link) {
    return new Finding(Grade.WARN, check, sentence, fix, link);
  }

  static Finding bad(String check, String sentence, String fix, String link) {
    return new Finding(Grade.BAD, check, sentence, fix, link);
  }
}
