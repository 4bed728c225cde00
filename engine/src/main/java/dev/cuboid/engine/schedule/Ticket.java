package dev.cuboid.engine.schedule;

/** The place of a query in the queue. */
public final class Ticket {

  private final String scope;
  private final Runnable work;
  private final long sequence;
  // Guarded by the queue's lock.
  private Priority priority;

  Ticket(String scope, Runnable work, Priority priority, long sequence) {
    this.scope = scope;
    this.work = work;
    this.priority = priority;
    this.sequence = sequence;
  }

  String scope() {
    return scope;
  }

  Runnable work() {
    return work;
  }

  Priority priority() {
    return priority;
  }

  long sequence() {
    return sequence;
  }

  void promote(Priority newPriority) {
    priority = newPriority;
  }
}
