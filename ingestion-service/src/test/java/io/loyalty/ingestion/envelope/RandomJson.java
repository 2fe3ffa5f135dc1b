package io.loyalty.ingestion.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes random JSON texts, and breaks them. */
public final class RandomJson {
  private static final String[] PIECES = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "0",
    "1",
    "-",
    ".",
    "e",
    "E",
    "+",
    "t",
    "true",
    "null",
    "\\u",
    "\\u0069",
    "\\ud83d",
    "\\\"",
    "\t",
    "\u0001",
    "\u007f",
    "é",
    "😀",
    "/",
    "'",
    "\"id\":",
    "\"data\":{",
    "}}",
    "},{",
    "\\\\"
  };

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  public String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> random.nextBoolean() ? "true" : "false";
      case 1 -> "null";
      case 2, 3 -> number();
      case 4, 5 -> string();
      case 6 -> "[" + joined(depth, false) + space() + "]";
      default -> object(depth);
    };
  }

  public String object(int depth) {
    return "{" + joined(depth, true) + space() + "}";
  }

  private String joined(int depth, boolean named) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(
            i ->
                space()
                    + (named ? string() + space() + ":" + space() : "")
                    + value(depth - 1)
                    + space())
        .collect(Collectors.joining(","));
  }

  public String number() {
    String whole = random.nextInt(3) == 0 ? "0" : Long.toString(random.nextLong() >>> 1);
    return (random.nextBoolean() ? "-" : "")
        + whole
        + (random.nextInt(3) == 0 ? "." + random.nextInt(1000) : "")
        + (random.nextInt(4) == 0 ? "eE".charAt(random.nextInt(2)) + "" + random.nextInt(400) : "");
  }

  public String string() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(random.nextInt(6) == 0 ? 40 : 9); i > 0; i--) {
      switch (random.nextInt(12)) {
        case 0 -> text.append("\\\"");
        case 1 -> text.append("\\\\");
        case 2 -> text.append("\\u%04X".formatted(random.nextInt(0xd800)));
        case 3 -> text.append("\\uD83D\\ude00");
        case 4 -> text.append("{}[]:,".charAt(random.nextInt(6)));
        case 5 -> text.appendCodePoint(0x80 + random.nextInt(0xd000));
        case 6 -> text.append("\\").append("bfnrt/".charAt(random.nextInt(6)));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.append('"').toString();
  }

  public String space() {
    return random.nextInt(6) == 0 ? " \n\t\r".substring(random.nextInt(4)) : "";
  }

  /** Returns the text with up to this number of pieces inserted, removed or replaced. */
  public byte[] broken(String text, int most) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      int out = random.nextInt(Math.min(3, bytes.length - at) + 1);
      byte[] in =
          random.nextInt(3) == 0
              ? new byte[0]
              : PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
      byte[] changed = Arrays.copyOf(bytes, bytes.length - out + in.length + 1);
      System.arraycopy(in, 0, changed, at, in.length);
      System.arraycopy(bytes, at + out, changed, at + in.length, bytes.length - at - out);
      bytes = Arrays.copyOf(changed, changed.length - 1);
      if (bytes.length == 0) {
        bytes = new byte[] {'{'};
      }
    }
    return bytes;
  }
}
