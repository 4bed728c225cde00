package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.message.Outbox;
import dev.cuboid.cognito.message.OutboxMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outbox for people, and for tests ({@code GET} and {@code DELETE /_outbox/messages}). */
final class OutboxPages {

  private final Pages pages;
  private final Outbox outbox;

  OutboxPages(Pages pages, Outbox outbox) {
    this.pages = pages;
    this.outbox = outbox;
  }

  Optional<WebResponse> handle(WebRequest request) {
    return switch (request.path()) {
      case "/_outbox" -> Optional.of(page());
      case "/_outbox/messages" -> Optional.of(messages(request));
      default -> Optional.empty();
    };
  }

  private WebResponse page() {
    List<Map<String, String>> rows = outbox.messages().stream().map(OutboxPages::row).toList();
    return pages.page(
        200,
        "outbox",
        Map.of("title", "Outbox", "pool", "", "messages", rows, "hasMessages", !rows.isEmpty()));
  }

  private WebResponse messages(WebRequest request) {
    return switch (request.method()) {
      case "GET" -> WebResponse.json(200, Json.write(outbox.messages())).uncached();
      case "DELETE" -> {
        outbox.clear();
        yield WebResponse.empty(204);
      }
      default -> WebResponse.empty(405);
    };
  }

  private static Map<String, String> row(OutboxMessage message) {
    return Map.of(
        "sentAt",
        message.sentAt().toString(),
        "destination",
        message.destination(),
        "medium",
        message.medium(),
        "purpose",
        message.purpose(),
        "subject",
        message.subject(),
        "body",
        message.body(),
        "code",
        message.code());
  }
}
