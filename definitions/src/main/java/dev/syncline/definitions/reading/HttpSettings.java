package dev.syncline.definitions.reading;

import java.util.List;
import java.util.Map;

/** Checks the settings of an http connection: its resources and their calls. */
final class HttpSettings {
  static final List<String> AUTH = List.of("none", "basic", "bearer", "header", "oauth1", "oauth2");
  static final List<String> PAGING_TYPES = List.of("page", "offset", "cursor", "link", "none");
  static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final Problems problems;

  HttpSettings(Problems problems) {
    this.problems = problems;
  }

  void check(Section settings) {
    String url = settings.text("base_url");
    if (url != null && !PolicyReader.isWebAddress(url)) {
      settings.error("base_url", "must be an http or https address");
    }
    settings.word("auth", AUTH, "none");
    settings.text("scope");
    resource(settings);
    for (Map.Entry<String, Item.Member> entry : settings.entries("resources").entrySet()) {
      resource(new Section(entry.getValue().value(), Keys.HTTP_RESOURCE, problems));
    }
    Section webhook = settings.section("webhook", Keys.WEBHOOK);
    if (webhook != null) {
      new WebhookSettings(problems).check(webhook);
    }
  }

  /** What a resource takes; the same keys beside {@code resources} are everyone's defaults. */
  private void resource(Section resource) {
    resource.text("path");
    scalars(resource, "params");
    scalars(resource, "headers");
    resource.text("items");
    resource.texts("key");
    resource.text("modified_param");
    resource.text("modified_until_param");
    resource.text("ids_param");
    resource.text("status_param");
    paging(resource);
    total(resource);
    call(resource, "get", Keys.GET);
    call(resource, "find", Keys.FIND);
    call(resource, "create", Keys.CREATE);
    call(resource, "update", Keys.UPDATE);
    call(resource, "delete", Keys.DELETE);
  }

  private void paging(Section resource) {
    Section paging = resource.section("paging", Keys.PAGING);
    if (paging == null) {
      return;
    }
    paging.required("type");
    paging.word("type", PAGING_TYPES, "none");
    for (String key : List.of("page_param", "size_param", "offset_param", "cursor_param")) {
      paging.text(key);
    }
    paging.text("cursor_path");
    paging.whole("first", 1, 0, Integer.MAX_VALUE);
    paging.whole("size", 100, 1, 1_000_000);
  }

  private void total(Section resource) {
    Section total = resource.section("total", Keys.TOTAL);
    if (total == null) {
      return;
    }
    total.text("path");
    total.text("header");
    if (total.has("path") == total.has("header")) {
      problems.error(total.at(), "needs one of 'path' and 'header'");
    }
  }

  private void call(Section resource, String key, List<String> keys) {
    Section call = resource.section(key, keys);
    if (call == null) {
      return;
    }
    if (keys.contains("method")) {
      call.word("method", METHODS, "POST");
    }
    for (String text : List.of("path", "items", "id", "idempotency_header", "version_header")) {
      call.text(text);
    }
    scalars(call, "params");
  }

  /** A mapping whose values are texts, numbers or booleans. */
  private void scalars(Section section, String key) {
    section
        .entries(key)
        .forEach(
            (name, member) -> {
              if (!(member.value() instanceof Item.Scalar)) {
                problems.error(member.value(), "must be a string, not " + member.value().kind());
              }
            });
  }
}
