package io.loyalty.console.view;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Gives the layout its navigation, under the name {@code @navigation}. */
@Component("navigation")
public class Navigation {
  /**
   * Describes an entry.
   *
   * @param path where it leads
   * @param title its text
   * @param current whether the page belongs to it
   */
  public record Entry(String path, String title, boolean current) {}

  /** Returns the entries for the page of the current request. */
  public List<Entry> entries() {
    String page =
        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
            ? request.getRequest().getServletPath()
            : "";
    return Stream.of(Screen.values())
        .map(each -> new Entry(each.path(), each.title(), each.has(page)))
        .toList();
  }
}
