package dev.cuboid.cognito.message;

import dev.cuboid.cognito.store.Database;
import dev.cuboid.cognito.store.Table;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of all pools, newest first. They go nowhere. Thread-safe. */
public final class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int KEPT = 500;

  private final Database database;
  private final Table<OutboxMessage> messages;

  /** The outbox in this database. */
  public Outbox(Database database) {
    this.database = database;
    this.messages = database.table("outbox", OutboxMessage.class);
  }

  /** The messages, newest first. */
  public List<OutboxMessage> messages() {
    return messages.all().toList().reversed();
  }

  /** Forgets all messages. */
  public void clear() {
    database.write(() -> messages().forEach(message -> messages.remove(key(message))));
  }

  void add(OutboxMessage message) {
    database.write(
        () -> {
          messages.put(key(message), message);
          List<OutboxMessage> all = messages();
          all.stream().skip(KEPT).forEach(old -> messages.remove(key(old)));
        });
    log.info("{} for {} is in the outbox, at /_outbox", message.purpose(), message.username());
  }

  /** Sorts by time; the id keeps two messages of one moment apart. */
  private static String key(OutboxMessage message) {
    String time = String.format(Locale.ROOT, "%019d", message.sentAt().toEpochMilli());
    return Table.key(time, message.id());
  }
}
