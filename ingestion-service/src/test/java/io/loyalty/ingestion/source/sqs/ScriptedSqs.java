package io.loyalty.ingestion.source.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Is an SQS server that answers batch requests by a script: for each request, which handles fail,
 * or that the whole request fails.
 */
final class ScriptedSqs implements SqsClient {
  final List<List<String>> deletes = new CopyOnWriteArrayList<>();
  final List<List<String>> renewals = new CopyOnWriteArrayList<>();
  private final Queue<Function<List<String>, List<BatchResultErrorEntry>>> script =
      new ConcurrentLinkedQueue<>();

  /** Lets the next request fail as a whole. */
  ScriptedSqs thenThrow(RuntimeException fault) {
    script.add(
        handles -> {
          throw fault;
        });
    return this;
  }

  /** Lets one entry of the next request fail. */
  ScriptedSqs thenRefuse(String handle, String code) {
    script.add(
        handles ->
            List.of(
                BatchResultErrorEntry.builder()
                    .id(String.valueOf(handles.indexOf(handle)))
                    .code(code)
                    .senderFault(true)
                    .build()));
    return this;
  }

  static SdkException refusal(String code, int status) {
    return SqsException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    List<String> handles =
        request.entries().stream().map(DeleteMessageBatchRequestEntry::receiptHandle).toList();
    deletes.add(handles);
    return DeleteMessageBatchResponse.builder().failed(next(handles)).build();
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    List<String> handles =
        request.entries().stream()
            .map(ChangeMessageVisibilityBatchRequestEntry::receiptHandle)
            .toList();
    renewals.add(handles);
    return ChangeMessageVisibilityBatchResponse.builder().failed(next(handles)).build();
  }

  private List<BatchResultErrorEntry> next(List<String> handles) {
    var answer = script.poll();
    return answer == null ? new ArrayList<>() : answer.apply(handles);
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}
}
