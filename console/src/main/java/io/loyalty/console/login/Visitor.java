package io.loyalty.console.login;

/**
 * Tells who has signed in. A controller's method takes it as a parameter.
 *
 * @param name the name that the services' audit shows
 * @param role what the visitor may do
 */
public record Visitor(String name, Role role) {
  /** Returns whether the visitor may change something. */
  public boolean mayAct() {
    return role == Role.ACT;
  }
}
