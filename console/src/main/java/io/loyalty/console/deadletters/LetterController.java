package io.loyalty.console.deadletters;

import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows one dead letter. */
@Controller
class LetterController {
  private final Services services;

  LetterController(Services services) {
    this.services = services;
  }

  @GetMapping("/dead-letters/{id}")
  String letter(@PathVariable("id") String id, Model page) {
    page.addAttribute("page", new LetterPage(services.consumption().deadLetter(id).value()));
    return "deadletters/letter";
  }

  @GetMapping("/dead-letters/{id}.json")
  ResponseEntity<byte[]> json(@PathVariable("id") String id) {
    return Download.json("dead-letter-" + id, services.consumption().deadLetter(id).tree());
  }
}
