package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonText;
import io.loyalty.ingestion.json.TextFault;
import java.util.List;

/**
 * Holds the buffers and readers with which one thread validates an event; they are reused for the
 * next event. Not thread-safe.
 */
public final class PlanContext {
  private final JsonReader reader = new JsonReader(EnvelopeProperties.DEEPEST);
  private final Thread owner = Thread.currentThread();
  private final Scratch out = new Scratch();
  private final Segments segments = new Segments();
  private final UnmappedFields unmapped = new UnmappedFields();
  private final UnknownFields unknown = new UnknownFields();
  private final NumberReader numbers = new NumberReader();
  private final TimeReader times = new TimeReader();
  private final Findings findings;
  private final AcceptedWindow window;
  private final TextHash hash;
  private String payloadPath;
  private String attributePath;
  private JsonText attribute;
  private byte[] key;

  /** Creates the context of this thread; {@code key} is null if nothing is hashed. */
  public PlanContext(Findings findings, AcceptedWindow window, HashKey key) {
    this.findings = findings;
    this.window = window;
    this.hash = key == null ? null : new TextHash(key);
  }

  /** Returns whether it belongs to the current thread. */
  public boolean isOfThisThread() {
    return owner == Thread.currentThread();
  }

  /** Prepares it for the next event. */
  public void clear() {
    out.clear();
    segments.clear();
    unmapped.clear();
    unknown.clear();
    findings.clear();
    attributePath = null;
    attribute = null;
  }

  /** Begins to read an attribute of the envelope. */
  void atAttribute(String path, JsonText text) {
    attributePath = path;
    attribute = text;
  }

  /** Returns the fault of the current string as text; null if it has none. */
  TextFault textFault() {
    return attributePath == null ? reader.textFault() : attribute.fault();
  }

  /** Begins to read the payload. */
  void atPayload(String path) {
    attributePath = null;
    attribute = null;
    payloadPath = path;
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

  void keyIs(byte[] bytes) {
    key = bytes;
  }

  /** Returns the key of the record that was written last, in UTF-8. */
  public byte[] key() {
    return key;
  }

  /**
   * Returns the fields of the event that its contract does not know: JSON Pointers from the
   * payload's root, each once, up to a limit.
   */
  public List<String> unknownFields() {
    return unknown.toList();
  }

  /** Returns the violations of the event. */
  public Findings findings() {
    return findings;
  }

  AcceptedWindow window() {
    return window;
  }

  /** Returns the hash function of the service's key, which exists if a contract asks for it. */
  TextHash hash() {
    return hash;
  }

  JsonReader reader() {
    return reader;
  }

  /** Reports the current token or attribute. */
  void refuse(Rule rule, String expected, boolean personal) {
    if (findings.isFull()) {
      return;
    }
    if (attributePath != null) {
      findings.add(attributePath, rule, expected, findings.shown(attribute, personal));
    } else {
      findings.add(path(), rule, expected, findings.shown(reader, personal));
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

  /** Reports a field that is missing in the object that has just ended. */
  void refuseMissing(String name, String expected) {
    if (!findings.isFull()) {
      findings.add(path() + "/" + name, Rule.REQUIRED, expected, "nothing");
    }
  }

  private String path() {
    return payloadPath + reader.path().toPointer();
  }
}
