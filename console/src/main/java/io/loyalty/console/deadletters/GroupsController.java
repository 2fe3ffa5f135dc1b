package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterList.Group;
import io.loyalty.console.service.Answered;
import io.loyalty.console.view.Download;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows dead letters by their cause, or by what the visitor chooses. */
@Controller
class GroupsController {
  private static final String FILE = "dead-letter-groups";

  private final LetterReader letters;

  GroupsController(LetterReader letters) {
    this.letters = letters;
  }

  @GetMapping("/dead-letters")
  String groups(
      @ModelAttribute("filter") LetterFilter filter,
      @RequestParam(name = "groupBy", required = false) List<String> groupBy,
      Model page) {
    List<LetterField> by = fields(groupBy);
    Answered<DeadLetterList> groups =
        Answered.from(() -> letters.largest(GroupsPage.MOST, filter, by));
    page.addAttribute("page", new GroupsPage(filter, by, groups));
    return "deadletters/groups";
  }

  @GetMapping("/dead-letters.json")
  ResponseEntity<byte[]> json(
      @ModelAttribute("filter") LetterFilter filter,
      @RequestParam(name = "groupBy", required = false) List<String> groupBy) {
    return Download.json(FILE, letters.groups(filter, fields(groupBy)).tree().path("groups"));
  }

  @GetMapping("/dead-letters.csv")
  ResponseEntity<byte[]> csv(
      @ModelAttribute("filter") LetterFilter filter,
      @RequestParam(name = "groupBy", required = false) List<String> groupBy) {
    List<LetterField> by = fields(groupBy);
    List<String> header =
        Stream.concat(
                by.stream().map(LetterField::field), Stream.of("count", "first", "last", "example"))
            .toList();
    return Download.csv(
        FILE,
        header,
        letters.groups(filter, by).value().groups().stream().map(each -> row(each, by)).toList());
  }

  private static List<Object> row(Group group, List<LetterField> by) {
    List<Object> row = new ArrayList<>();
    by.forEach(each -> row.add(each.of(group)));
    row.addAll(Arrays.asList(group.count(), group.first(), group.last(), group.example()));
    return row;
  }

  /** Returns the fields of these names in the order of the table; unknown names are left out. */
  private static List<LetterField> fields(List<String> names) {
    List<LetterField> asked =
        names == null
            ? List.of()
            : Stream.of(LetterField.values()).filter(each -> names.contains(each.field())).toList();
    return asked.isEmpty() ? LetterField.CAUSE : asked;
  }
}
