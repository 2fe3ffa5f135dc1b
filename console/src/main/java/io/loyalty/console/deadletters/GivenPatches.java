package io.loyalty.console.deadletters;

import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the patches that a visitor gave to previews, in the session of this visitor alone. The
 * service shows no patch, since its values may be personal data; so the page that confirms a
 * redrive could not say what is applied. Thread-safe.
 */
final class GivenPatches {
  private static final String NAME = GivenPatches.class.getName();
  private static final int MOST = 10;
  private static final int LONGEST = 50_000;

  private final Map<String, String> patches = new LinkedHashMap<>();

  private GivenPatches() {}

  /** Returns the patches of a session. */
  static GivenPatches of(HttpSession session) {
    synchronized (GivenPatches.class) {
      if (session.getAttribute(NAME) instanceof GivenPatches given) {
        return given;
      }
      GivenPatches none = new GivenPatches();
      session.setAttribute(NAME, none);
      return none;
    }
  }

  /** Keeps the patch of a preview; the oldest is forgotten, and a very long one is not kept. */
  synchronized void keep(String preview, @Nullable String patch) {
    if (patch == null || patch.isBlank() || patch.length() > LONGEST) {
      return;
    }
    patches.put(preview, patch.strip());
    if (patches.size() > MOST) {
      patches.remove(patches.keySet().iterator().next());
    }
  }

  /** Returns the patch of a preview as it was given; null if it is not kept. */
  synchronized @Nullable String of(String preview) {
    return patches.get(preview);
  }
}
