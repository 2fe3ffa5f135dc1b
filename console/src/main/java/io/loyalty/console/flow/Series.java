package io.loyalty.console.flow;

import io.loyalty.console.live.Point;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Writes points as the script reads them: a list for each axis. */
final class Series {
  private Series() {}

  static String json(List<Point> points) {
    double[][] axes = new double[5][points.size()];
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      axes[0][i] = point.at().getEpochSecond();
      axes[1][i] = rounded(point.produced());
      axes[2][i] = rounded(point.loaded());
      axes[3][i] = rounded(point.refused());
      axes[4][i] = point.lag();
    }
    return JsonMapper.shared().writeValueAsString(axes);
  }

  private static double rounded(double rate) {
    return Math.rint(rate * 100) / 100;
  }
}
