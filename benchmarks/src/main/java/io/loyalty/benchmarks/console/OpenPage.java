package io.loyalty.benchmarks.console;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Listens to what is live on a page, and notes when new figures arrive. Thread-safe. */
final class OpenPage implements AutoCloseable {
  private static final String FIGURES = "event:figures";
  private static final int OK = 200;

  private final Lines lines = new Lines();
  private final CompletableFuture<HttpResponse<Void>> end;

  /** Opens the stream of this request. */
  OpenPage(HttpClient client, HttpRequest stream) {
    end =
        client.sendAsync(
            stream,
            response ->
                response.statusCode() == OK
                    ? BodySubscribers.fromLineSubscriber(lines)
                    : BodySubscribers.replacing(null));
  }

  /** Throws an exception if the stream has ended. */
  void requireOpen() {
    if (end.isDone()) {
      throw new IllegalStateException(
          "an open page is no longer live: "
              + end.handle((response, fault) -> fault == null ? response : fault).join());
    }
  }

  /** Waits until the console has ended the stream. */
  void awaitEnd() {
    end.handle((response, fault) -> response).join();
  }

  /**
   * Returns how old its figures became, in nanoseconds, each time before newer ones arrived between
   * two moments, and at the end if the page has stalled.
   */
  List<Long> gaps(long from, long to) {
    return gaps(lines.arrived(), from, to);
  }

  /**
   * Returns the gaps of figures that arrived at these moments. The one that is still open at the
   * end counts once it is longer than the one before it; a shorter one says nothing yet.
   */
  static List<Long> gaps(List<Long> arrived, long from, long to) {
    List<Long> gaps = new ArrayList<>();
    Long latest = null;
    for (Long each : arrived) {
      if (each >= to) {
        break;
      }
      if (latest != null && each >= from) {
        gaps.add(each - latest);
      }
      latest = each;
    }
    long open = to - (latest == null ? from : latest);
    if (open > (gaps.isEmpty() ? 0 : gaps.get(gaps.size() - 1))) {
      gaps.add(open);
    }
    return gaps;
  }

  @Override
  public void close() {
    lines.cancel();
  }

  /** Notes the lines that begin new figures. */
  private static final class Lines implements Flow.Subscriber<String> {
    private final List<Long> arrived = new ArrayList<>();
    private Flow.Subscription subscription;

    synchronized List<Long> arrived() {
      return List.copyOf(arrived);
    }

    /** Closes the connection. */
    synchronized void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription lines) {
      subscription = lines;
      lines.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
      if (line.equals(FIGURES)) {
        arrived.add(System.nanoTime());
      }
    }

    @Override
    public void onError(Throwable fault) {
      // The response completes with it.
    }

    @Override
    public void onComplete() {
      // The response completes, too.
    }
  }
}
