package io.loyalty.endtoend.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test only where Chromium and its driver are installed, and says so in one line where they
 * are not. With the environment variable {@code BROWSER_REQUIRED}, which CI sets, it runs always.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InstalledBrowser.Condition.class)
public @interface InstalledBrowser {
  /** Looks for the two programs. */
  final class Condition implements ExecutionCondition {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) {
        return ConditionEvaluationResult.enabled("the browser is installed");
      }
      if (System.getenv("BROWSER_REQUIRED") != null) {
        return ConditionEvaluationResult.enabled("BROWSER_REQUIRED is set");
      }
      String skipped =
          "%s is skipped: there is no %s or no %s; install Debian's chromium and chromium-driver."
              .formatted(context.getDisplayName(), CHROMIUM, DRIVER);
      System.out.println(skipped);
      return ConditionEvaluationResult.disabled(skipped);
    }
  }
}
