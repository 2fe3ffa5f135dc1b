package io.loyalty.ingestion.recovery;

import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.source.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Opens dead letters after a patch was applied: to the event, or to each event of a message, or to
 * the message where it can't be opened. Not thread-safe: keeps the patch that was used last.
 */
final class PatchedEvents {
  private static final String NOT_APPLICABLE = "patch-not-applicable";

  private String text;
  private EventPatch patch;
  private PatchRefusedException unusable;

  /** The events of the message once the message's patch is applied; never empty. */
  List<Opened> open(Message message, Function<Message, List<Opened>> open) {
    read(message.redrive().patch());
    if (unusable != null) {
      return List.of(
          RefusedRedrive.of(message, NOT_APPLICABLE, unusable.path(), unusable.getMessage()));
    }
    if (!message.redrive().isWholeMessage()) {
      return patched(JsonSlice.of(message.body()), message, open);
    }
    List<Opened> opened = open.apply(message);
    List<Opened> all = new ArrayList<>();
    for (Opened each : opened) {
      all.addAll(patched(text(each), message, open));
    }
    return all;
  }

  private void read(String wanted) {
    if (wanted.equals(text)) {
      return;
    }
    text = wanted;
    patch = null;
    unusable = null;
    try {
      patch = EventPatch.of(wanted);
    } catch (PatchRefusedException e) {
      unusable = e;
    }
  }

  private List<Opened> patched(
      JsonSlice event, Message message, Function<Message, List<Opened>> open) {
    try {
      return open.apply(message.with(patch.apply(event.toBytes())));
    } catch (PatchRefusedException e) {
      return List.of(
          RefusedRedrive.of(
              message.with(event.toBytes()), NOT_APPLICABLE, e.path(), e.getMessage()));
    }
  }

  private static JsonSlice text(Opened opened) {
    return opened.match(found -> found.envelope().event(), Opened.Refused::original);
  }
}
