package io.loyalty.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedJsonTest {
  @Test
  void writesALineForEachValue_asTheTextHasIt() {
    MarkedJson marked =
        MarkedJson.of("{\"a\":1.50,\"b\":[true,{}],\"a\":\"x\\n<b>\",\"c\":[]}", List.of());

    assertThat(marked.lines())
        .extracting(MarkedJson.Line::text)
        .containsExactly(
            "{",
            "  \"a\": 1.50,",
            "  \"b\": [",
            "    true,",
            "    {}",
            "  ],",
            "  \"a\": \"x\\n<b>\",",
            "  \"c\": []",
            "}");
  }

  @Test
  void putsAMarkAtItsPlace_orAtTheNearestOneAround() {
    MarkedJson marked =
        MarkedJson.of(
            "{\"data\":{\"items\":[{\"n\":1}],\"a/b\":2}}",
            List.of(
                new JsonMark("/data/items/0/n", "one"),
                new JsonMark("/data/items/0/missing/deep", "two"),
                new JsonMark("/data/a~1b", "three"),
                new JsonMark("no pointer", "four")));

    assertThat(marked.lines().get(4))
        .isEqualTo(new MarkedJson.Line("        \"n\": 1", List.of("one")));
    assertThat(marked.lines().get(3).marks()).containsExactly("two");
    assertThat(marked.lines().get(7).marks()).containsExactly("three");
    assertThat(marked.unplaced()).containsExactly(new JsonMark("no pointer", "four"));
  }

  @Test
  void keepsTheLinesOfATextThatIsNotJson() {
    MarkedJson marked = MarkedJson.of("{\"a\":\noops", List.of(new JsonMark("", "not JSON")));

    assertThat(marked.lines()).extracting(MarkedJson.Line::text).containsExactly("{\"a\":", "oops");
    assertThat(marked.unplaced()).hasSize(1);
  }

  @Test
  void whatIsNestedVeryDeepIsIndentedNoFurther() {
    MarkedJson marked =
        MarkedJson.of("[".repeat(30) + "7" + "]".repeat(30), List.of(new JsonMark("/0/0", "two")));

    assertThat(marked.lines().get(19).text()).isEqualTo(" ".repeat(38) + "[");
    assertThat(marked.lines().get(30).text()).isEqualTo(" ".repeat(40) + "7");
    assertThat(marked.lines().get(2).marks()).containsExactly("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void theLinesStayWithinASmallFactorOfTheText(String opening) {
    String values = "[" + "1,".repeat(40_000) + "1]";
    String json = opening.repeat(400) + values + (opening.equals("[") ? "]" : "}").repeat(400);

    MarkedJson marked = MarkedJson.of(json, List.of());

    assertThat(marked.lines()).hasSizeGreaterThan(40_000);
    assertThat(marked.lines().stream().mapToLong(each -> each.text().length()).sum())
        .isLessThan(6L * json.length());
  }

  @Test
  void longNamesInsideEachOtherTakeNoMemoryForTheirPlaces() {
    String name = "n".repeat(5_000);
    int depth = 400;
    String json = "{\"%s\":".formatted(name).repeat(depth) + "1" + "}".repeat(depth);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    MarkedJson.of(json, List.of());

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50L * json.length());
  }
}
