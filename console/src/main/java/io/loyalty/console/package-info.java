/**
 * The console: pages on which people see the pipeline and put it right. This package starts it; it
 * keeps no data of its own, and no service needs it.
 *
 * <p>To add a screen, make a room such as {@code flow}:
 *
 * <ol>
 *   <li>a package-private {@code @Controller} with a path of {@link
 *       io.loyalty.console.view.Screen}; it returns a {@code ModelAndView} or the name of a
 *       template, and puts one page model in the model. It takes the {@link
 *       io.loyalty.console.login.Visitor} as a parameter where it acts;
 *   <li>a record that is the page model, made of {@link io.loyalty.console.service.Answered}
 *       answers, so that a service that is down is a sentence in the place of its part;
 *   <li>a template {@code templates/<room>/<page>.html} that hands its {@code <main>} to {@code
 *       layout}, and uses the fragments of {@code parts} and {@code @format};
 *   <li>the room in {@code docs/architecture.md} and in {@code OneWayFlowTest}.
 * </ol>
 *
 * <p>A form posts with {@code th:action}, which adds the CSRF token; Spring Security lets only
 * visitors post who may act. A post answers with a redirect. Scripts and styles are files, because
 * the Content-Security-Policy refuses any in the page, attributes included.
 */
package io.loyalty.console;
