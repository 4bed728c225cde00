package dev.cuboid.engine.schedule;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The queries of one scope. Guarded by the queue's lock. */
final class Lane {

  private static final Comparator<Ticket> ORDER =
      Comparator.comparing(Ticket::priority).thenComparingLong(Ticket::sequence);

  private final String scope;
  private final PriorityQueue<Ticket> tickets = new PriorityQueue<>(ORDER);
  private int running;
  private int limit = 1;
  private long lastServed = -1;

  Lane(String scope) {
    this.scope = scope;
  }

  String scope() {
    return scope;
  }

  int running() {
    return running;
  }

  long lastServed() {
    return lastServed;
  }

  /** Says how many of its queries run at once. */
  void limit(int newLimit) {
    limit = newLimit;
  }

  /** Whether a query waits that need not wait for others of its scope. */
  boolean mayBegin() {
    return !tickets.isEmpty() && running < limit;
  }

  boolean isIdle() {
    return tickets.isEmpty() && running == 0;
  }

  Ticket first() {
    return tickets.element();
  }

  boolean contains(Ticket ticket) {
    return tickets.contains(ticket);
  }

  int countUpTo(Ticket last) {
    return (int) tickets.stream().filter(ticket -> ORDER.compare(ticket, last) <= 0).count();
  }

  void add(Ticket ticket) {
    tickets.add(ticket);
  }

  boolean remove(Ticket ticket) {
    return tickets.remove(ticket);
  }

  Ticket begin(long sequence) {
    running++;
    lastServed = sequence;
    return tickets.remove();
  }

  void end() {
    running--;
  }
}
