package io.loyalty.ingestion.source.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Checks a queue from outside: warns at the start if its settings would lose events, and shows how
 * many messages wait in it and in its dead-letter queue. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
 */
final class QueueWatch {
  private static final Logger log = LoggerFactory.getLogger(QueueWatch.class);
  private static final int FEWEST_RECEIVES = 10;
  private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

  /** Matches the redrive policy, a small JSON object of Amazon's whose numbers may have quotes. */
  private static final Pattern MAX_RECEIVES =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d+)");

  private static final Pattern TARGET =
      Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"arn:[^\"]*:([^:\"]+):([^:\"]+)\"");

  private final SqsClient sqs;
  private final QueueAddress queue;
  private volatile double waiting = Double.NaN;
  private volatile double inFlight = Double.NaN;
  private volatile double deadLetters = Double.NaN;
  private String deadLetterQueue;

  QueueWatch(SqsClient sqs, QueueAddress queue, QueueMeters meters) {
    this.sqs = sqs;
    this.queue = queue;
    meters.gauge("messages.waiting", () -> waiting);
    meters.gauge("messages.in.flight", () -> inFlight);
    meters.gauge("dead.letter.queue.messages", () -> deadLetters);
  }

  /** Reads the queue's settings and warns of those that are too tight. */
  void prove() {
    Map<QueueAttributeName, String> settings =
        attributes(
            queue.text(),
            QueueAttributeName.REDRIVE_POLICY,
            QueueAttributeName.MESSAGE_RETENTION_PERIOD);
    String redrive = settings.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
    Matcher receives = MAX_RECEIVES.matcher(redrive);
    if (receives.find() && Integer.parseInt(receives.group(1)) < FEWEST_RECEIVES) {
      log.warn(
          "The queue {} moves a message to its dead-letter queue after {} receives; restarts and outages can use"
              + " them up. Set maxReceiveCount to {} or more.",
          queue.name(),
          receives.group(1),
          FEWEST_RECEIVES);
    }
    String retention = settings.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD);
    if (retention != null && Long.parseLong(retention) < SHORTEST_RETENTION.toSeconds()) {
      log.warn(
          "The queue {} keeps messages for {} s; an outage that lasts longer loses events. Set its retention to a day"
              + " or more.",
          queue.name(),
          retention);
    }
    Matcher target = TARGET.matcher(redrive);
    deadLetterQueue = target.find() ? deadLetterQueue(target.group(1), target.group(2)) : null;
  }

  /** Reads how many messages wait. */
  void look() {
    try {
      Map<QueueAttributeName, String> depth =
          attributes(
              queue.text(),
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
      waiting = number(depth, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
      inFlight = number(depth, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
      if (deadLetterQueue != null) {
        deadLetters =
            number(
                attributes(deadLetterQueue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
      }
    } catch (RuntimeException e) {
      // The depth is shown as unknown; the polls report what is wrong with the queue.
      waiting = Double.NaN;
      inFlight = Double.NaN;
      deadLetters = Double.NaN;
      log.debug("The depth of the queue {} is not known", queue.name(), e);
    }
  }

  /** Returns what {@link #look} read last. */
  QueueState state(Duration oldest) {
    return new QueueState(
        queue.name(),
        known(waiting),
        known(inFlight),
        oldest.toMillis() / 1000.0,
        known(deadLetters));
  }

  private static Long known(double count) {
    return Double.isNaN(count) ? null : Long.valueOf((long) count);
  }

  private String deadLetterQueue(String account, String name) {
    try {
      return sqs.getQueueUrl(request -> request.queueName(name).queueOwnerAWSAccountId(account))
          .queueUrl();
    } catch (SdkException e) {
      log.warn(
          "The depth of the dead-letter queue {} can't be shown: {}. Allow sqs:GetQueueUrl and GetQueueAttributes on it.",
          name,
          SqsFaults.phrase(e));
      return null;
    }
  }

  private Map<QueueAttributeName, String> attributes(String url, QueueAttributeName... names) {
    return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(names))
        .attributes();
  }

  private static double number(Map<QueueAttributeName, String> from, QueueAttributeName name) {
    String value = from.get(name);
    return value == null ? Double.NaN : Double.parseDouble(value);
  }
}
