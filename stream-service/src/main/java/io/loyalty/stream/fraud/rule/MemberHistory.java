package io.loyalty.stream.fraud.rule;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.stream.fraud.state.Basket;
import io.loyalty.stream.fraud.state.Booking;
import io.loyalty.stream.fraud.state.Case;
import io.loyalty.stream.fraud.state.Device;
import io.loyalty.stream.fraud.state.Login;
import io.loyalty.stream.fraud.state.MemberState;
import io.loyalty.stream.fraud.state.Redemption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds events to what is remembered of one member, and answers the rules' questions. */
public final class MemberHistory {
  private static final int MOST_DEVICES = 16;

  private final String memberId;
  private final int partition;
  private final MemberState state;
  private final Retention retention;

  /**
   * Looks at the state of a member.
   *
   * @param partition the partition of all topics that the member's events are in
   * @param retention how long the events are kept
   */
  public MemberHistory(String memberId, int partition, MemberState state, Retention retention) {
    this.memberId = memberId;
    this.partition = partition;
    this.state = state;
    this.retention = retention;
  }

  /** Returns the state of a member of whom nothing is known. */
  public static MemberState nothing() {
    return new MemberState(
        0L,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  static boolean isSale(PurchaseTransaction purchase) {
    return purchase.getTransactionType().equals("SALE");
  }

  /** Adds a reward that was redeemed; returns false if it is there already. */
  public boolean add(RewardRedeemed event, long offset) {
    return redemptions()
        .add(
            new Redemption(
                EventRefs.of(
                    event.getEventId(), event.getOccurredAt(), event.getReceivedAt(), offset),
                true,
                event.getStoreId()));
  }

  /** Adds a coupon that was redeemed; returns false if it is there already. */
  public boolean add(CouponRedeemed event, long offset) {
    return redemptions()
        .add(
            new Redemption(
                EventRefs.of(
                    event.getEventId(), event.getOccurredAt(), event.getReceivedAt(), offset),
                false,
                event.getStoreId()));
  }

  /** Adds a login, and its device if it succeeded; returns false if it is there already. */
  public boolean add(DeviceLogin event, long offset) {
    Login login =
        new Login(
            EventRefs.of(event.getEventId(), event.getOccurredAt(), event.getReceivedAt(), offset),
            event.getDeviceId(),
            event.getSucceeded());
    boolean isNew = logins().add(login);
    if (isNew && login.getSucceeded()) {
      learn(login);
    }
    return isNew;
  }

  private void learn(Login login) {
    long at = EventRefs.at(login.getEvent());
    long arrivedAt = login.getEvent().getArrivedAt();
    List<Device> devices = state.getDevices();
    Optional<Device> known =
        devices.stream().filter(each -> each.getDeviceId().equals(login.getDeviceId())).findFirst();
    if (known.isPresent()) {
      Device device = known.get();
      device.setFirstAt(Math.min(device.getFirstAt(), at));
      device.setArrivedAt(Math.max(device.getArrivedAt(), arrivedAt));
      return;
    }
    devices.add(new Device(login.getDeviceId(), at, arrivedAt));
    if (devices.size() > MOST_DEVICES) {
      IntStream.range(0, devices.size())
          .boxed()
          .min(Comparator.comparingLong(i -> devices.get(i).getArrivedAt()))
          .ifPresent(oldest -> devices.remove(oldest.intValue()));
    }
  }

  /** Adds a basket, and settles the points that were booked for it. */
  public boolean add(PurchaseTransaction event, long offset) {
    boolean isNew =
        baskets()
            .add(
                new Basket(
                    EventRefs.of(
                        event.getEventId(), event.getOccurredAt(), event.getReceivedAt(), offset),
                    event.getTransactionId(),
                    event.getStoreId(),
                    event.getSource(),
                    isSale(event),
                    event.getTotalAmount().abs().unscaledValue().longValueExact()));
    if (isNew) {
      bookings().items().stream()
          .filter(points -> points.getTransactionId().equals(event.getTransactionId()))
          .forEach(points -> points.setSettled(true));
    }
    return isNew;
  }

  /**
   * Adds points that were booked for a purchase.
   *
   * @return the booking if it is new
   */
  public Optional<Booking> add(PointsCollected event, long offset) {
    boolean isSettled =
        baskets().items().stream()
            .anyMatch(basket -> basket.getTransactionId().equals(event.getTransactionId()));
    Booking points =
        new Booking(
            EventRefs.of(event.getEventId(), event.getOccurredAt(), event.getReceivedAt(), offset),
            event.getTransactionId(),
            isSettled,
            false);
    return bookings().add(points) ? Optional.of(points) : Optional.empty();
  }

  /** Returns whether the lack of this purchase was reported before it came. */
  public boolean isReported(PurchaseTransaction event) {
    return bookings().items().stream()
        .anyMatch(
            points ->
                points.getReported() && points.getTransactionId().equals(event.getTransactionId()));
  }

  /** Forgets what no rule needs any more, at the arrival of an event. */
  public void forget(long arrivedAt) {
    state.setArrivedAt(Math.max(state.getArrivedAt(), arrivedAt));
    long now = state.getArrivedAt();
    redemptions().forget(now);
    baskets().forget(now);
    bookings().forget(now);
    logins().forget(now);
    Timeline.removeIf(
        state.getDevices(), device -> device.getArrivedAt() < now - retention.devices().toMillis());
    Timeline.removeIf(
        state.getCases(), each -> each.getArrivedAt() < now - retention.cases().toMillis());
  }

  String memberId() {
    return memberId;
  }

  Suspicion.Subject subject(@Nullable String storeId) {
    return new Suspicion.Subject(memberId, storeId);
  }

  Timeline<Redemption> redemptions() {
    return new Timeline<>(state.getRedemptions(), Redemption::getEvent, retention.redemptions());
  }

  Timeline<Basket> baskets() {
    return new Timeline<>(state.getBaskets(), Basket::getEvent, retention.baskets());
  }

  Timeline<Booking> bookings() {
    return new Timeline<>(state.getBookings(), Booking::getEvent, retention.bookings());
  }

  Timeline<Login> logins() {
    return new Timeline<>(state.getLogins(), Login::getEvent, retention.logins());
  }

  Evidence evidence(Redemption event) {
    return Evidence.of(
        event.getEvent(),
        event.getReward() ? RewardRedeemed.class : CouponRedeemed.class,
        partition);
  }

  Evidence evidence(Basket event) {
    return Evidence.of(event.getEvent(), PurchaseTransaction.class, partition);
  }

  Evidence evidence(Booking event) {
    return Evidence.of(event.getEvent(), PointsCollected.class, partition);
  }

  Evidence evidence(Login event) {
    return Evidence.of(event.getEvent(), DeviceLogin.class, partition);
  }

  /** Returns whether a device had logged in with success before a time in microseconds. */
  boolean knewDevice(String deviceId, long before) {
    return state.getDevices().stream()
        .anyMatch(device -> device.getDeviceId().equals(deviceId) && device.getFirstAt() < before);
  }

  /** Returns whether a case was found that began so near to a time. */
  boolean isReported(FraudRule rule, String subject, long at, Duration near) {
    return state.getCases().stream()
        .anyMatch(
            each ->
                each.getRule().equals(rule.code())
                    && each.getSubject().equals(subject)
                    && Math.abs(each.getAt() - at) <= Micros.of(near));
  }

  /** Notes a case, so that it is not found again. */
  void report(FraudRule rule, String subject, long at) {
    state.getCases().add(new Case(rule.code(), subject, at, state.getArrivedAt()));
    if (state.getCases().size() > Timeline.MOST) {
      state.getCases().remove(0);
    }
  }
}
