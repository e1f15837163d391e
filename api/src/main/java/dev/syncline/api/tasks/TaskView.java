package dev.syncline.api.tasks;

import dev.syncline.store.task.StoredTask;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A task as in the sync file, with its name and who defines it. */
final class TaskView {
  private TaskView() {}

  static ObjectNode of(StoredTask task) {
    ObjectNode view = JsonMapper.shared().createObjectNode().put("name", task.name());
    if (JsonMapper.shared().readTree(task.definition()) instanceof ObjectNode definition) {
      view.setAll(definition);
    }
    view.put("managed_by", task.managedBy());
    view.put("created_at", task.createdAt().toString());
    view.put("updated_at", task.updatedAt().toString());
    return view;
  }
}
