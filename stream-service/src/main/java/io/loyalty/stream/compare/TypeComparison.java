package io.loyalty.stream.compare;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.wire.AvroSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Compares the results of one type on two topics, which are read once for each part of all ids, so
 * that no more than a part is in memory. Confined to one thread.
 */
final class TypeComparison {
  /** Ids of one topic that are compared at once. */
  static final int PART = 50_000;

  private static final int MOST_PARTS = 20;
  private static final int MOST_EXAMPLES = 10;
  private static final int EVENT_ID = 0;
  private static final int OCCURRED_AT = 1;

  private final EventType type;
  private final Function<byte[], SpecificRecord> decode;
  private final Range range;
  private final int part;

  private final Map<String, Long> fields = new TreeMap<>();
  private final List<UUID> examples = new ArrayList<>();
  private long same;
  private long different;
  private long onlyInUse;
  private long onlyCandidate;

  TypeComparison(EventType type, AvroSerde<?> serde, Range range, int part) {
    this.type = type;
    this.decode = bytes -> (SpecificRecord) serde.deserialize("", bytes);
    this.range = range;
    this.part = part;
  }

  Difference of(Results inUse, String topic, Results candidate, String candidateTopic) {
    long most = Math.max(count(inUse, topic), count(candidate, candidateTopic));
    int parts = (int) ((most + part - 1) / part);
    for (int each = 0; each < parts; each++) {
      compare(inUse, candidate, parts, each);
    }
    return new Difference(
        type.name(),
        topic,
        candidateTopic,
        same,
        different,
        onlyInUse,
        onlyCandidate,
        fields,
        examples.stream().sorted(Comparator.comparing(UUID::toString)).toList());
  }

  private long count(Results results, String topic) {
    long[] count = {0};
    read(results, 1, 0, (id, bytes) -> count[0]++);
    long most = (long) MOST_PARTS * part;
    if (count[0] > most) {
      throw new TooManyResultsException(topic, count[0], most);
    }
    return count[0];
  }

  private void compare(Results inUse, Results candidate, int parts, int chosen) {
    Map<UUID, byte[]> unmatched = new HashMap<>();
    read(inUse, parts, chosen, unmatched::putIfAbsent);
    Set<UUID> seen = new HashSet<>();
    read(
        candidate,
        parts,
        chosen,
        (id, bytes) -> {
          if (seen.add(id)) {
            byte[] other = unmatched.remove(id);
            if (other == null) {
              onlyCandidate++;
              note(id);
            } else {
              compare(id, decode.apply(other), decode.apply(bytes));
            }
          }
        });
    onlyInUse += unmatched.size();
    unmatched.keySet().forEach(this::note);
  }

  private void compare(UUID id, SpecificRecord one, SpecificRecord other) {
    boolean differs = false;
    for (FieldContract field : type.fields()) {
      int place = one.getSchema().getField(field.name()).pos();
      if (!field.perDelivery() && !Objects.equals(one.get(place), other.get(place))) {
        fields.merge(field.name(), 1L, Long::sum);
        differs = true;
      }
    }
    if (differs) {
      different++;
      note(id);
    } else {
      same++;
    }
  }

  private void note(UUID id) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(id);
    }
  }

  private void read(Results results, int parts, int chosen, BiConsumer<UUID, byte[]> reader) {
    results.forEach(
        bytes -> {
          SpecificRecord result = decode.apply(bytes);
          UUID id = (UUID) result.get(EVENT_ID);
          if (range.contains((Instant) result.get(OCCURRED_AT))
              && Math.floorMod(id.hashCode(), parts) == chosen) {
            reader.accept(id, bytes);
          }
        });
  }
}
