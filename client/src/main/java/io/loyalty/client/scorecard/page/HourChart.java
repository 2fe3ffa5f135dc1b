package io.loyalty.client.scorecard.page;

import io.loyalty.client.scorecard.Scorecard;
import io.loyalty.client.scorecard.ScorecardList;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** Draws the events of each hour as a bar, refused ones on top of accepted ones, in SVG. */
final class HourChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 160;
  private static final int LABELS = 16;
  private static final double FILLED = 0.85;

  private HourChart() {}

  static String svg(ScorecardList list) {
    long hours = Math.max(1, hour(list, list.to().minusMillis(1)) + 1);
    double width = WIDTH / (double) hours;
    long most = list.hours().stream().mapToLong(HourChart::all).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"events of each hour\">\n"
            .formatted(WIDTH, HEIGHT + LABELS));
    for (Scorecard each : list.hours()) {
      double x = hour(list, each.hour()) * width;
      double accepted = HEIGHT * each.events() / (double) Math.max(1, most);
      double refused = HEIGHT * each.refused() / (double) Math.max(1, most);
      svg.append(bar("accepted", x, HEIGHT - accepted, width * FILLED, accepted));
      svg.append(bar("refused", x, HEIGHT - accepted - refused, width * FILLED, refused));
    }
    Instant day =
        list.from().atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
    for (; day.isBefore(list.to()); day = day.plus(Duration.ofDays(1))) {
      if (!day.isBefore(list.from())) {
        double x = hour(list, day) * width;
        svg.append(
            String.format(
                Locale.ROOT,
                "<line x1=\"%1$.1f\" y1=\"0\" x2=\"%1$.1f\" y2=\"%2$d\"/><text x=\"%3$.1f\" y=\"%4$d\">%5$s</text>%n",
                x,
                HEIGHT,
                x + 2,
                HEIGHT + LABELS - 4,
                day.atOffset(ZoneOffset.UTC).toLocalDate()));
      }
    }
    return svg.append("</svg>").toString();
  }

  private static long hour(ScorecardList list, Instant at) {
    return Duration.between(list.from(), at).toHours();
  }

  private static long all(Scorecard hour) {
    return hour.events() + hour.refused();
  }

  private static String bar(String kind, double x, double y, double width, double height) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
        kind,
        x,
        y,
        width,
        height);
  }
}
