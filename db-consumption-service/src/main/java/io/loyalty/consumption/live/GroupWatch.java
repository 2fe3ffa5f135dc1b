package io.loyalty.consumption.live;

import io.loyalty.consumption.schedule.RepeatedTask;
import io.loyalty.consumption.topic.TopicUnavailableException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks again and again whether the group is still this database's: two services that start at the
 * same moment do not see each other before.
 */
public final class GroupWatch implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);

  private final LoadService load;
  private final GroupOwner owner;
  private final Duration interval;
  private final Consumer<String> brokenSetup;
  private final RepeatedTask task = new RepeatedTask("group-watch", this::look);

  /** {@code brokenSetup} is told in one sentence why nothing can be loaded. */
  public GroupWatch(
      LoadService load, GroupOwner owner, Duration interval, Consumer<String> brokenSetup) {
    this.load = load;
    this.owner = owner;
    this.interval = interval;
    this.brokenSetup = brokenSetup;
  }

  @Override
  public void start() {
    task.start(interval, interval);
  }

  @Override
  public void stop() {
    task.stop();
  }

  @Override
  public boolean isRunning() {
    return task.isRunning();
  }

  private void look() {
    try {
      load.database()
          .filter(database -> owner.owner(database) == GroupOwner.Owner.FOREIGN)
          .ifPresent(database -> brokenSetup.accept(owner.refusal()));
    } catch (TopicUnavailableException e) {
      LOG.debug("Whose the group is can't be asked now", e);
    }
  }
}
