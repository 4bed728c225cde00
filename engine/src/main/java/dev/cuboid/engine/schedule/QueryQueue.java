package dev.cuboid.engine.schedule;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.failure.QueueFullException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queries that wait for one data source, and the threads that run them. Each scope (tenant) has
 * a lane of its own with a limit of its own. Of the lanes that may run something, that comes first
 * whose first query is the most urgent, then the one that runs least, then the one that was served
 * longest ago: a tenant with a hundred waiting queries is no more in the way of others than one
 * with a single query. Thread-safe.
 */
public final class QueryQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueryQueue.class);

  private static final String STOPPING = "The server is stopping";

  private static final Comparator<Lane> NEXT =
      Comparator.comparing((Lane lane) -> lane.first().priority())
          .thenComparingInt(Lane::running)
          .thenComparingLong(Lane::lastServed);

  private final String dataSource;
  private final int limitPerScope;
  private final int limit;
  private final int capacity;
  private final ExecutorService threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Lane> lanes = new HashMap<>();
  private int waiting;
  private int running;
  private long sequence;

  /**
   * @param dataSource its name
   * @param limitPerScope how many queries of one scope run at once, where it does not say
   * @param limit how many run at once in all
   * @param capacity how many may wait
   */
  public QueryQueue(String dataSource, int limitPerScope, int limit, int capacity) {
    this.dataSource = dataSource;
    this.limitPerScope = limitPerScope;
    this.limit = limit;
    this.capacity = capacity;
    // Platform threads, few and bounded by the limit: an embedded database runs its queries in
    // native code, which would hold the carriers of virtual threads and so stop all requests.
    this.threads =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("query-" + dataSource + "-", 1).factory());
  }

  /**
   * Has work done as soon as its turn has come.
   *
   * @param ownLimit how many queries of the scope run at once from now on, if that is not what
   *     holds for all
   * @param work must not throw
   * @throws QueueFullException if too many are waiting already
   * @throws DatabaseException if the queue is closed
   */
  public Ticket submit(String scope, Optional<Integer> ownLimit, Priority priority, Runnable work) {
    lock.lock();
    try {
      if (threads.isShutdown()) {
        throw new DatabaseException(STOPPING);
      }
      if (waiting >= capacity) {
        throw new QueueFullException(dataSource, capacity);
      }
      Ticket ticket = new Ticket(scope, work, priority, sequence++);
      Lane lane = lanes.computeIfAbsent(scope, Lane::new);
      lane.add(ticket);
      lane.limit(ownLimit.orElse(limitPerScope));
      waiting++;
      dispatch();
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes back what has not begun.
   *
   * @return false if it has
   */
  public boolean withdraw(Ticket ticket) {
    lock.lock();
    try {
      Lane lane = lanes.get(ticket.scope());
      if (lane == null || !lane.remove(ticket)) {
        return false;
      }
      waiting--;
      forgetIfIdle(lane);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Makes waiting work more urgent; nothing is made less urgent. */
  public void promote(Ticket ticket, Priority priority) {
    lock.lock();
    try {
      Lane lane = lanes.get(ticket.scope());
      if (lane != null && priority.compareTo(ticket.priority()) < 0 && lane.remove(ticket)) {
        ticket.promote(priority);
        lane.add(ticket);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many queries, with this one, are before its turn; 0 if it does not wait any more. */
  public int position(Ticket ticket) {
    lock.lock();
    try {
      Lane own = lanes.get(ticket.scope());
      if (own == null || !own.contains(ticket)) {
        return 0;
      }
      return lanes.values().stream().mapToInt(lane -> lane.countUpTo(ticket)).sum();
    } finally {
      lock.unlock();
    }
  }

  /** How many queries wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** How many queries run. */
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** Lets what runs come to its end, and begins nothing more. */
  @Override
  public void close() {
    lock.lock();
    try {
      lanes.clear();
      waiting = 0;
      threads.shutdown();
    } finally {
      lock.unlock();
    }
  }

  /** A query whose turn has come. */
  private record Turn(Lane lane, Ticket ticket) {}

  private void dispatch() {
    for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
      Turn begun = turn.get();
      threads.execute(() -> run(begun));
    }
  }

  private Optional<Turn> next() {
    if (running >= limit || waiting == 0) {
      return Optional.empty();
    }
    Optional<Lane> lane = lanes.values().stream().filter(each -> each.mayBegin()).min(NEXT);
    return lane.map(
        next -> {
          Ticket ticket = next.begin(sequence++);
          waiting--;
          running++;
          return new Turn(next, ticket);
        });
  }

  /** Runs one query after the other, since to wake another thread takes longer than many do. */
  private void run(Turn first) {
    Optional<Turn> turn = Optional.of(first);
    while (turn.isPresent()) {
      turn = runOne(turn.get());
    }
  }

  private Optional<Turn> runOne(Turn turn) {
    try {
      turn.ticket().work().run();
    } catch (RuntimeException | Error e) {
      LOG.error("What runs a query of data source {} has failed", dataSource, e);
    }
    return end(turn.lane());
  }

  private Optional<Turn> end(Lane lane) {
    lock.lock();
    try {
      running--;
      lane.end();
      forgetIfIdle(lane);
      if (threads.isShutdown()) {
        return Optional.empty();
      }
      Optional<Turn> turn = next();
      dispatch();
      return turn;
    } finally {
      lock.unlock();
    }
  }

  private void forgetIfIdle(Lane lane) {
    if (lane.isIdle()) {
      lanes.remove(lane.scope(), lane);
    }
  }
}
