package dev.syncline.workflows;

import java.util.UUID;

/**
 * The ids under which workflows run. The engine lets one workflow at a time have an id, which is
 * what keeps two runs of one entity apart.
 */
public final class WorkflowIds {
  /** The task queue of the pipeline. */
  public static final String TASK_QUEUE = "syncline";

  /** The task queue of deliveries, apart so that runs waiting for theirs cannot keep them out. */
  public static final String DELIVERY_QUEUE = "syncline-delivery";

  private WorkflowIds() {}

  public static String run(String tenant, String entity) {
    return "sync/" + tenant + "/" + entity;
  }

  /** A child of a run over several tasks of one entity. */
  public static String child(String tenant, String entity, String task) {
    return run(tenant, entity) + "/" + task;
  }

  public static String project(String tenant, String slug) {
    return "project/" + tenant + "/" + slug;
  }

  /** A run over the tasks of a file. */
  public static String flow(String tenant, UUID syncId) {
    return "flow/" + tenant + "/" + syncId;
  }

  public static String delivery(String tenant, String connection) {
    return "deliver/" + tenant + "/" + connection;
  }

  /** A Temporal Schedule, and the start of the ids of what it starts. */
  public static String schedule(String tenant, UUID schedule) {
    return "schedule/" + tenant + "/" + schedule;
  }

  /** What gathers the calls of another system about one of its resources. */
  public static String webhooks(String tenant, String connection, String resource) {
    return "webhooks/" + tenant + "/" + connection + "/" + resource;
  }

  /** What tells of the ends of a task's runs. */
  public static String notification(String tenant, String task) {
    return "notify/" + tenant + "/" + task;
  }
}
