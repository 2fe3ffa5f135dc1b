package io.loyalty.endtoend;

import io.loyalty.endtoend.backends.StackProcess;
import io.loyalty.endtoend.process.Signals;
import io.loyalty.endtoend.programme.Programme;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Lists the faults: what is killed or frozen. */
enum ChaosFault {
  KILL_INGESTION {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      programme.ingestion().kill();
      pause.of(Duration.ZERO);
      programme.ingestion().start();
    }
  },
  FREEZE_INGESTION {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      programme.ingestion().freeze();
      pause.of(freeze(random));
      programme.ingestion().thaw();
    }
  },
  KILL_CONSUMPTION {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      programme.consumption().kill();
      pause.of(Duration.ZERO);
      programme.consumption().start();
    }
  },
  FREEZE_CONSUMPTION {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      programme.consumption().freeze();
      pause.of(freeze(random));
      programme.consumption().thaw();
    }
  },
  KILL_DATABASE_BACKEND {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      List<Long> backends = backends(programme);
      if (!backends.isEmpty()) {
        Signals.kill(backends.get(random.nextInt(backends.size())));
      }
    }
  },
  FREEZE_DATABASE_BACKENDS {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      List<Long> backends = backends(programme);
      for (long backend : backends) {
        Signals.stop(backend);
      }
      try {
        pause.of(freeze(random));
      } finally {
        for (long backend : backends) {
          Signals.goOn(backend);
        }
      }
    }
  },
  KILL_BROKER {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      stack.kill();
      stack.start();
    }
  },
  FREEZE_BROKER {
    @Override
    void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
        throws Exception {
      stack.freeze();
      pause.of(freeze(random));
      stack.thaw();
    }
  };

  private static final int SHORTEST_FREEZE_SECONDS = 15;
  private static final int LONGEST_FREEZE_SECONDS = 40;

  /** Returns how long a fault lasts; a short run shortens it. */
  interface FaultDuration {
    void of(Duration asked);
  }

  /** Injects the fault, and repairs what does not recover by itself. */
  abstract void strike(Programme programme, StackProcess stack, Random random, FaultDuration pause)
      throws Exception;

  private static Duration freeze(Random random) {
    return Duration.ofSeconds(
        SHORTEST_FREEZE_SECONDS
            + random.nextInt(LONGEST_FREEZE_SECONDS - SHORTEST_FREEZE_SECONDS + 1));
  }

  /** Returns the PostgreSQL processes that serve the load; empty while the database is down. */
  private static List<Long> backends(Programme programme) throws IOException {
    try {
      return programme
          .warehouse()
          .query(
              """
              SELECT pid FROM pg_stat_activity
              WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
              ORDER BY backend_start""")
          .stream()
          .map(row -> Long.valueOf(row.get(0)))
          .toList();
    } catch (SQLException e) {
      return List.of();
    }
  }
}
