package io.loyalty.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
