package io.loyalty.client.streams;

import io.loyalty.client.AccessToken;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.Timeouts;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Calls the HTTP API of stream-service. Thread-safe. Every method throws {@link
 * io.loyalty.client.ServiceException} if the request fails. A null parameter is left out of the
 * request.
 */
@HttpExchange(accept = {"application/json", "application/problem+json"})
public interface StreamApi {
  /** This is the service's name. */
  String SERVICE = "stream-service";

  /** Returns a client for the service at the given address. */
  static StreamApi at(ServiceAddress address, Optional<AccessToken> token, Timeouts timeouts) {
    return new ServiceConnection(SERVICE, address, token, timeouts).api(StreamApi.class);
  }

  /** Returns what the stages of the instance that responds are doing. */
  @GetExchange("/stages")
  Answer<StageList> stages();

  /** Returns how far the stages of the instance that responds are, on all instances. */
  @GetExchange("/streams")
  Answer<StreamList> streams();

  /** Resets a stage on all instances; {@code from} is start, or a time. */
  @PostExchange("/streams/{stage}/reset")
  Answer<Reset> reset(@PathVariable("stage") String stage, @RequestParam("from") String from);

  /** Compares what a stage in use and a candidate of it have derived. */
  @PostExchange("/streams/{stage}/comparison")
  Answer<Comparison> compare(
      @PathVariable("stage") String stage,
      @RequestParam("version") String version,
      @RequestParam(name = "from", required = false) String from,
      @RequestParam(name = "to", required = false) String to);

  /** Returns the sums of all stores over the last minutes. */
  @GetExchange("/stores")
  Answer<StoreList> stores(
      @RequestParam(name = "minutes", required = false) Integer minutes,
      @RequestParam(name = "local", required = false) Boolean local);

  /** Returns what happened at a store in the last hours, minute by minute. */
  @GetExchange("/stores/{id}")
  Answer<Store> store(
      @PathVariable("id") String id,
      @RequestParam(name = "hours", required = false) Integer hours,
      @RequestParam(name = "local", required = false) Boolean local);
}
