package dev.syncline.simulators.rest;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts a list into the page that was asked for. */
final class ListAnswer {
  private ListAnswer() {}

  static Answer of(RestResource resource, LoggedRequest request) {
    List<JsonNode> all = resource.matching(request.query());
    int from = resource.stuck ? 0 : Math.max(0, Math.min(from(resource, request), all.size()));
    int to = Math.min(all.size(), from + size(resource, request, all.size()));
    ArrayNode page = JsonMapper.shared().createArrayNode().addAll(all.subList(from, to));
    boolean more = resource.stuck || to < all.size();
    ObjectNode envelope = JsonMapper.shared().createObjectNode();
    JsonNode body = page;
    if (!resource.items.isEmpty()) {
      set(envelope, resource.items, page);
      body = envelope;
    }
    if (resource.totalPath != null) {
      set(envelope, resource.totalPath, JsonMapper.shared().valueToTree(all.size()));
    }
    if (resource.paging instanceof Paging.ByCursor cursor && more) {
      set(envelope, cursor.cursorPath(), JsonMapper.shared().valueToTree("c" + to));
    }
    Answer answer = Answer.json(200, body);
    if (resource.totalHeader != null) {
      answer = answer.with(resource.totalHeader, String.valueOf(all.size()));
    }
    if (resource.paging instanceof Paging.ByLink && more) {
      answer = answer.with("Link", "<" + request.path() + "?from=" + to + ">; rel=\"next\"");
    }
    return answer;
  }

  private static int from(RestResource resource, LoggedRequest request) {
    Map<String, String> query = request.query();
    if (resource.paging instanceof Paging.ByPage page) {
      int number = number(query, page.pageParam(), page.first());
      return (number - page.first()) * size(resource, request, Integer.MAX_VALUE);
    }
    if (resource.paging instanceof Paging.ByOffset offset) {
      return number(query, offset.offsetParam(), 0);
    }
    if (resource.paging instanceof Paging.ByCursor cursor) {
      return Integer.parseInt(query.getOrDefault(cursor.cursorParam(), "c0").substring(1));
    }
    return resource.paging instanceof Paging.ByLink ? number(query, "from", 0) : 0;
  }

  private static int size(RestResource resource, LoggedRequest request, int all) {
    String param =
        resource.paging instanceof Paging.ByPage page
            ? page.sizeParam()
            : resource.paging instanceof Paging.ByOffset offset ? offset.sizeParam() : "";
    return resource.paging instanceof Paging.None
        ? all
        : Math.min(resource.pageSize, number(request.query(), param, resource.pageSize));
  }

  private static int number(Map<String, String> query, String name, int otherwise) {
    String text = query.get(name);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  private static void set(ObjectNode root, String path, JsonNode value) {
    String[] steps = path.split("\\.");
    ObjectNode at = root;
    for (int i = 0; i < steps.length - 1; i++) {
      at = at.get(steps[i]) instanceof ObjectNode inner ? inner : at.putObject(steps[i]);
    }
    at.set(steps[steps.length - 1], value);
  }
}
