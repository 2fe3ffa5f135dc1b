package io.loyalty.console.view;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/**
 * Renders a part of a template without a request, for what is live on many pages at once. There,
 * {@code @{…}} is not available: write addresses as texts. Thread-safe.
 */
@Component
public class Fragments {
  private final SpringTemplateEngine engine;
  private final ApplicationContext beans;

  Fragments(SpringTemplateEngine engine, ApplicationContext beans) {
    this.engine = engine;
    this.beans = beans;
  }

  /**
   * Returns a fragment as HTML.
   *
   * @param template the template, such as {@code flow/flow}
   * @param fragment the name of its {@code th:fragment}
   * @param model what it shows
   */
  public String render(String template, String fragment, Map<String, Object> model) {
    Context values = new Context(Locale.ENGLISH, model);
    values.setVariable(
        ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
        new ThymeleafEvaluationContext(beans, null));
    return engine.process(template, Set.of(fragment), values);
  }
}
