package io.loyalty.console.doctor;

import io.loyalty.console.live.Channel;
import io.loyalty.console.live.Frame;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells that a check goes otherwise than before. What it says in figures changes all the time. */
@Component
class DoctorChannel implements Channel {
  private final Examination examination;

  DoctorChannel(Examination examination) {
    this.examination = examination;
  }

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public Frame frame() {
    DoctorPage page = examination.now();
    return Frame.signals(
        Map.of(
            "changed",
            List.of(
                page.findings().stream()
                    .collect(
                        Collectors.groupingBy(
                            Finding::check,
                            Collectors.mapping(each -> each.grade().word(), Collectors.toSet()))),
                page.holds().stream().map(each -> each.topic() + each.partition()).toList(),
                page.keepsRefused())));
  }
}
