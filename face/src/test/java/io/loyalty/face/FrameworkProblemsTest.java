package io.loyalty.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@ExtendWith(OutputCaptureExtension.class)
class FrameworkProblemsTest {
  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new Broken()).setControllerAdvice(new Problems()).build();

  @RestControllerAdvice
  static final class Problems extends FrameworkProblems {
    Problems() {
      super("application/json");
    }
  }

  @RestController
  static final class Broken {
    @GetMapping("/broken")
    String broken(@RequestParam(defaultValue = "xyzzy") String password) {
      if (!password.isEmpty()) {
        throw new IllegalStateException("the password is " + password);
      }
      return password;
    }

    @GetMapping("/unwritable")
    Unwritable unwritable() {
      return new Unwritable();
    }
  }

  /** Fails when it is serialised to JSON. */
  static final class Unwritable {
    @SuppressWarnings("DoNotCallSuggester") // JSON serialisation calls it
    public String getPassword() {
      throw new IllegalStateException("the password is xyzzy");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/broken", "/unwritable"})
  void tellsNothingOfAnUnexpectedFaultAndLogsIt(String path, CapturedOutput log) throws Exception {
    mvc.perform(get(path))
        .andExpect(status().isInternalServerError())
        .andExpect(content().contentType("application/problem+json"))
        .andExpect(
            content()
                .json(
                    """
                    {"title":"Internal Server Error","status":500,"instance":"%s",
                     "detail":"an unexpected fault; the service's log says more"}"""
                        .formatted(path),
                    JsonCompareMode.STRICT));
    assertThat(log.getAll())
        .contains("An unexpected fault, answered with 500", "the password is xyzzy");
  }
}
