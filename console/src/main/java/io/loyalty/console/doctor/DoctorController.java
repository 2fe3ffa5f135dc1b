package io.loyalty.console.doctor;

import io.loyalty.console.view.Download;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the checks. */
@Controller
class DoctorController {
  private final Examination examination;

  DoctorController(Examination examination) {
    this.examination = examination;
  }

  @GetMapping("/doctor")
  String doctor(Model page) {
    page.addAttribute("doctor", examination.now());
    return "doctor/doctor";
  }

  @GetMapping("/doctor.csv")
  ResponseEntity<byte[]> csv() {
    return Download.csv(
        "doctor",
        List.of("grade", "check", "found", "fix"),
        examination.now().findings().stream()
            .map(each -> Arrays.asList(each.grade(), each.check(), each.sentence(), each.fix()))
            .toList());
  }

  @GetMapping("/doctor.json")
  ResponseEntity<byte[]> json() {
    return Download.json("doctor", examination.now());
  }
}
