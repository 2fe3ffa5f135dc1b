package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonText;
import io.loyalty.ingestion.json.TextFault;
import java.util.List;

/**
 * The buffers and readers with which one thread validates an event, used again for the next event.
 * Not thread-safe.
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

  /** The scratch space of this thread; {@code key} is null where nothing is hashed. */
  public PlanContext(Findings findings, AcceptedWindow window, HashKey key) {
    this.findings = findings;
    this.window = window;
    this.hash = key == null ? null : new TextHash(key);
  }

  /** Whether it belongs to the current thread. */
  public boolean isOfThisThread() {
    return owner == Thread.currentThread();
  }

  /** Makes it ready for the next event. */
  public void clear() {
    out.clear();
    segments.clear();
    unmapped.clear();
    unknown.clear();
    findings.clear();
    attributePath = null;
    attribute = null;
  }

  /** From here on an attribute of the envelope is looked at. */
  void atAttribute(String path, JsonText text) {
    attributePath = path;
    attribute = text;
  }

  /** What is wrong, as text, with the string that is looked at; null if nothing. */
  TextFault textFault() {
    return attributePath == null ? reader.textFault() : attribute.fault();
  }

  /** From here on the payload is looked at. */
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

  /** The key of the record that was written last, UTF-8. */
  public byte[] key() {
    return key;
  }

  /**
   * The fields that the event has and its contract does not: JSON Pointers from the payload's root,
   * each once, up to a bound.
   */
  public List<String> unknownFields() {
    return unknown.toList();
  }

  /** The violations of the event. */
  public Findings findings() {
    return findings;
  }

  AcceptedWindow window() {
    return window;
  }

  /** The hash of this service's key; there is one where a contract asks for it. */
  TextHash hash() {
    return hash;
  }

  JsonReader reader() {
    return reader;
  }

  /** Reports what the reader, or the attribute, stands at. */
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

  /** Reports a field that the object just ended lacks. */
  void refuseMissing(String name, String expected) {
    if (!findings.isFull()) {
      findings.add(path() + "/" + name, Rule.REQUIRED, expected, "nothing");
    }
  }

  private String path() {
    return payloadPath + reader.path().toPointer();
  }
}
