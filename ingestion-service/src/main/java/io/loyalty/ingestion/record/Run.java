package io.loyalty.ingestion.record;

import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** What one thread needs to validate an event, used again for the next. Not thread-safe. */
final class Run {
  /** The envelope room bounds depth and size; these limits only keep its word. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Scratch out = new Scratch();
  private final Segments segments = new Segments();
  private final UnmappedFields unmapped = new UnmappedFields();
  private final UnknownFields unknown = new UnknownFields();
  private final NumberReader numbers = new NumberReader();
  private final TimeReader times = new TimeReader();
  private final Findings findings;
  private final AcceptedWindow window;
  private final TextHash hash;
  private final char[] characters = new char[256];
  private JsonParser parser;
  private String payloadPath;
  private String attributePath;
  private String attribute;

  Run(Findings findings, AcceptedWindow window, HashKey key) {
    this.findings = findings;
    this.window = window;
    this.hash = key == null ? null : new TextHash(key);
  }

  void clear() {
    out.clear();
    segments.clear();
    unmapped.clear();
    unknown.clear();
    findings.clear();
    parser = null;
    attributePath = null;
    attribute = null;
  }

  /** From here on an attribute of the envelope is looked at. */
  void atAttribute(String path, String text) {
    attributePath = path;
    attribute = text;
  }

  /** The characters of an attribute, from 0 to its length; good until the next call. */
  char[] characters(String text) {
    if (text.length() > characters.length) {
      return text.toCharArray();
    }
    text.getChars(0, text.length(), characters, 0);
    return characters;
  }

  /** From here on the payload is looked at. */
  void atPayload(String path, JsonParser payload) {
    attributePath = null;
    attribute = null;
    payloadPath = path;
    parser = payload;
  }

  Scratch out() {
    return out;
  }

  Segments segments() {
    return segments;
  }

  UnmappedFields unmapped() {
    return unmapped;
  }

  UnknownFields unknown() {
    return unknown;
  }

  NumberReader numbers() {
    return numbers;
  }

  TimeReader times() {
    return times;
  }

  Findings findings() {
    return findings;
  }

  AcceptedWindow window() {
    return window;
  }

  /** The hash of this service's key; there is one where a contract asks for it. */
  TextHash hash() {
    return hash;
  }

  JsonParser parser() {
    return parser;
  }

  /** Reports what the parser, or the attribute, stands at. */
  void refuse(Rule rule, String expected, boolean personal) {
    if (findings.isFull()) {
      return;
    }
    if (attributePath != null) {
      findings.add(attributePath, rule, expected, findings.shown(attribute, personal));
    } else {
      findings.add(path(), rule, expected, findings.shown(parser, personal));
    }
  }

  /** Reports a name in an object. */
  void refuseName(Rule rule) {
    if (!findings.isFull()) {
      boolean again = rule == Rule.DUPLICATE_KEY;
      findings.add(
          path(),
          rule,
          again ? "each key once" : "a key without NUL and lone surrogates",
          again ? "given again" : "such a key");
    }
  }

  /** Reports a field that the object just ended lacks. */
  void refuseMissing(String name, String expected) {
    if (!findings.isFull()) {
      findings.add(path() + "/" + name, Rule.REQUIRED, expected, "nothing");
    }
  }

  private String path() {
    return payloadPath + parser.streamReadContext().pathAsPointer();
  }
}
