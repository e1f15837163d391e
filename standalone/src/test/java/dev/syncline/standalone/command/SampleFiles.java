package dev.syncline.standalone.command;

import dev.syncline.definitions.BatchSpec;
import dev.syncline.definitions.ConflictSpec;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.DedupeSpec;
import dev.syncline.definitions.FilterSpec;
import dev.syncline.definitions.GateSpec;
import dev.syncline.definitions.Problem;
import dev.syncline.definitions.ReferenceSpec;
import dev.syncline.definitions.RetrySpec;
import dev.syncline.definitions.SourceSpec;
import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.standalone.application.ReadFile;
import dev.syncline.standalone.application.SyncFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Sync files as a reader would answer them. */
final class SampleFiles {
  private SampleFiles() {}

  static SyncFiles valid(TaskSpec... tasks) {
    ConnectionSpec off =
        new ConnectionSpec(
            "off", "csv", false, JsonMapper.shared().createObjectNode(), Map.of(), Map.of());
    SyncFile file = new SyncFile("acme", false, List.of(off), Arrays.asList(tasks));
    return path -> new ReadFile(file, List.of(), Map.of());
  }

  static SyncFiles broken() {
    SyncFile empty = new SyncFile("acme", false, List.of(), List.of());
    return path ->
        new ReadFile(
            empty,
            List.of(
                new Problem(path.toString(), 3, "", "unknown key 'conections'", false),
                new Problem(path.toString(), 9, "", "a literal secret", true)),
            Map.of());
  }

  static TaskSpec task(String name, String entity, String... referredTo) {
    return new TaskSpec(
        name,
        entity,
        new SourceSpec("off", null, null, FilterSpec.NONE),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        Arrays.stream(referredTo).map(other -> new ReferenceSpec(other, other, "id")).toList(),
        List.of(),
        DedupeSpec.NONE,
        TaskSpec.WriteMode.UPSERT,
        TaskSpec.Direction.ONE_WAY,
        ConflictSpec.DEFAULT,
        TaskSpec.Deletes.IGNORE,
        List.of(),
        BatchSpec.ADAPTIVE,
        RetrySpec.DEFAULT,
        GateSpec.DEFAULT,
        null,
        null,
        JsonMapper.shared().createObjectNode());
  }
}
