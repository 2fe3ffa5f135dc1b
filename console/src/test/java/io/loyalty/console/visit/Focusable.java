package io.loyalty.console.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what can have the keyboard's focus in a part of a page that the script swaps. */
public final class Focusable {
  private static final Pattern ELEMENT =
      Pattern.compile(
          "<(?:a|button|input|select|textarea|summary)[ >][^>]*|<\\w+[^>]* tabindex[^>]*");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"\\s]+)\"");

  private Focusable() {}

  /**
   * Returns the ids of the elements that can have the focus. Each must have an id of its own: the
   * script gives the focus back by it.
   */
  public static List<String> ids(String html) {
    List<String> ids =
        ELEMENT.matcher(html).results().map(MatchResult::group).map(Focusable::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    return ids;
  }

  private static String id(String element) {
    Matcher id = ID.matcher(element);
    assertThat(id.find()).as("an id of %s", element).isTrue();
    return id.group(1);
  }
}
