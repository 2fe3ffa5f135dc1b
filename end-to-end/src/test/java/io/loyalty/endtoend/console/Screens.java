package io.loyalty.endtoend.console;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the pages that the console has for people. */
final class Screens {
  /** Holds the path of each screen's first page by the name of its picture. */
  static final Map<String, String> FIRST = first();

  /** The pages that no link of the navigation leads to. */
  static final List<String> FURTHER =
      List.of(
          "/dead-letters?groupBy=eventType,station,reason,rule,path,source,serviceVersion,hour",
          "/dead-letters/list",
          "/runs/replays/new",
          "/runs/reconciliations/new",
          "/runs/comparison?stage=fraud",
          "/find?q=v-1",
          "/sources/show?source=" + BrokenTill.SOURCE,
          "/live/store?id=s-7",
          "/doctor/audit");

  private Screens() {}

  private static Map<String, String> first() {
    Map<String, String> screens = new LinkedHashMap<>();
    screens.put("flow", "/");
    screens.put("event-types", "/event-types");
    screens.put("event-type", "/event-types/purchase-transaction");
    screens.put("dead-letters", "/dead-letters");
    screens.put("runs", "/runs");
    screens.put("find", "/find");
    screens.put("sources", "/sources");
    screens.put("live", "/live");
    screens.put("doctor", "/doctor");
    return Collections.unmodifiableMap(screens);
  }
}
