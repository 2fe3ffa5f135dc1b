package io.loyalty.consumption.warehouse.tables;

import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Gives a statement of a migration more time than the pool's other queries have: an index of a
 * large table takes minutes to build, and a connection that gave up on it would start it again for
 * ever. The pool restores its own timeout when the connection returns to it.
 */
public final class MigrationPatience extends BaseCallback {
  private static final Duration MOST = Duration.ofHours(2);

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      context.getConnection().setNetworkTimeout(Runnable::run, (int) MOST.toMillis());
    } catch (SQLException e) {
      throw new FlywayException("the time for a migration can't be set", e);
    }
  }
}
