package io.loyalty.ingestion.source.sqs;

import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Classifies the exceptions of SQS and its client. */
final class SqsFaults {
  private static final Set<String> STALE_RECEIPT =
      Set.of(
          "ReceiptHandleIsInvalid",
          "InvalidParameterValue",
          "InvalidIdFormat",
          "MessageNotInflight");
  private static final Set<String> PASSING =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "RequestTimeout",
          "RequestTimeoutException");

  private static final int REQUEST_TIMEOUT = 408;

  private SqsFaults() {}

  /** Returns whether an operator has to repair something before the request can succeed. */
  static boolean isBrokenSetUp(SdkException fault) {
    if (fault instanceof SdkServiceException answer) {
      return answer.statusCode() >= 400
          && answer.statusCode() < 500
          && answer.statusCode() != REQUEST_TIMEOUT
          && !answer.isThrottlingException()
          && !answer.isClockSkewException()
          && !PASSING.contains(code(answer));
    }
    return fault instanceof SdkClientException
        && fault.getMessage() != null
        && fault.getMessage().contains("Unable to load credentials");
  }

  /** Describes what is broken and how to repair it. */
  static String sentence(QueueAddress queue, SdkException fault) {
    if (fault instanceof QueueDoesNotExistException) {
      return "The queue %s does not exist: create it or correct ingestion.queue.url."
          .formatted(queue.url());
    }
    if (fault instanceof SdkServiceException answer) {
      return ("SQS refuses the queue %s with %s (HTTP %d): check the credentials, ingestion.queue.region and the"
              + " permissions sqs:GetQueueAttributes, ReceiveMessage, ChangeMessageVisibility and DeleteMessage.")
          .formatted(queue.url(), code(answer), answer.statusCode());
    }
    return "There are no AWS credentials for the queue %s: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role."
        .formatted(queue.url());
  }

  /** Returns a phrase for the log, without the request. */
  static String phrase(SdkException fault) {
    if (fault instanceof SdkServiceException answer) {
      return "%s (HTTP %d)".formatted(code(answer), answer.statusCode());
    }
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** Returns whether a receipt has expired, so that a retry can't succeed. */
  static boolean isStaleReceipt(SdkException fault) {
    return fault instanceof ReceiptHandleIsInvalidException
        || (fault instanceof SqsException answer && isStaleReceipt(code(answer)));
  }

  /** Returns the same by the code of one entry of a batch. */
  static boolean isStaleReceipt(String code) {
    return code != null && STALE_RECEIPT.contains(code.substring(code.lastIndexOf('.') + 1));
  }

  private static String code(SdkServiceException answer) {
    return answer instanceof SqsException sqs && sqs.awsErrorDetails() != null
        ? String.valueOf(sqs.awsErrorDetails().errorCode())
        : answer.getClass().getSimpleName();
  }
}
