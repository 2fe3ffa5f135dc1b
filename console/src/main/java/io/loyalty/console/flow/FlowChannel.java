package io.loyalty.console.flow;

import io.loyalty.console.live.Channel;
import io.loyalty.console.live.Frame;
import io.loyalty.console.live.Point;
import io.loyalty.console.live.Snapshot;
import io.loyalty.console.live.Snapshots;
import io.loyalty.console.service.Prometheus;
import io.loyalty.console.view.Fragments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells what is live on the page: its figures, when they were balanced, the alerts, and the newest
 * point of the chart.
 */
@Component
class FlowChannel implements Channel {
  private final Snapshots snapshots;
  private final FlowFigures figures;
  private final Fragments fragments;
  private final Prometheus prometheus;

  FlowChannel(
      Snapshots snapshots, FlowFigures figures, Fragments fragments, Prometheus prometheus) {
    this.snapshots = snapshots;
    this.figures = figures;
    this.fragments = fragments;
    this.prometheus = prometheus;
  }

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public Frame frame() {
    Snapshot snapshot = snapshots.latest();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("balance", fragments.render("flow/flow", "balance", balance(snapshot)));
    parts.put("alerts", fragments.render("flow/flow", "alerts", alerts(snapshot, prometheus)));
    List<Point> points = snapshots.points();
    if (!points.isEmpty()) {
      parts.put("point", Series.json(points.subList(points.size() - 1, points.size())));
    }
    return new Frame(figures.of(snapshot), parts);
  }

  /** Returns the model of the fragment that tells which reconciliation the headline is of. */
  static Map<String, Object> balance(Snapshot snapshot) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("balance", Balance.last(snapshot).orElse(null));
    model.put("isBalanceAsked", snapshot.reconciliations().isThere());
    return model;
  }

  /** Returns the model of the fragment of alerts. */
  static Map<String, Object> alerts(Snapshot snapshot, Prometheus prometheus) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("alerts", snapshot.alerts().orElse(List.of()).stream().map(FiringAlert::of).toList());
    model.put("alertsFault", snapshot.alerts().fault());
    model.put("hasPrometheus", prometheus.isConfigured());
    return model;
  }
}
