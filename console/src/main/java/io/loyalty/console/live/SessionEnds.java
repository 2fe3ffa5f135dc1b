package io.loyalty.console.live;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Ends what open pages listen to when their session ends, by signing out or by its timeout. */
@Component
class SessionEnds implements HttpSessionListener {
  private final ObjectProvider<LiveHub> hub;

  SessionEnds(ObjectProvider<LiveHub> hub) {
    this.hub = hub;
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    hub.ifAvailable(each -> each.end(event.getSession().getId()));
  }
}
