package dev.syncline.definitions.reading;

import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.SourceSpec;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.TaskSpec.Deletes;
import dev.syncline.definitions.TaskSpec.Direction;
import dev.syncline.definitions.TaskSpec.WriteMode;
import dev.syncline.domain.Names;
import java.util.ArrayList;
import java.util.List;

/** Reads one task. */
final class TaskReader {
  static final String NO_NAME =
      "is not a valid name: use 1 to 63 letters, digits, '.', '_' or '-', starting with a letter or"
          + " digit";

  private final Problems problems;

  TaskReader(Problems problems) {
    this.problems = problems;
  }

  TaskSpec read(String name, int line, Item item) {
    if (!Names.isName(name)) {
      problems.error(line, item.path(), "task '" + Shown.of(name) + "' " + NO_NAME);
    }
    return readNamed(name, item);
  }

  /**
   * As {@link #read}, under a name that was checked when it was given: a project's own has a colon.
   */
  TaskSpec readNamed(String name, Item item) {
    Section task = new Section(item, PostedName.with(Keys.TASK, problems), problems);
    PostedName.check(task, problems, name);
    String entity = RulesReader.entity(task);
    SourceSpec source = new SourceReader().read(task);
    List<String> key = task.texts("key");
    String modified = task.text("modified");
    List<FieldSpec> fields = new FieldsReader(problems).read(task, "fields");
    List<FieldSpec> writeFields = new FieldsReader(problems).read(task, "write_fields");
    List<String> references = List.copyOf(task.entries("references").keySet());
    MadeFields made = new MadeFields(fields, task.has("fields"), List.of());
    checkMadeOnce(task, fields);
    List<String> required = task.texts("required");
    made.check(task, "required", required);
    MadeFields madeOrLinked = new MadeFields(fields, task.has("fields"), references);
    RulesReader rules = new RulesReader(task, problems, madeOrLinked);
    PolicyReader policy = new PolicyReader(task);
    new TwoWayChecks(task).check(source, fields, writeFields);
    return new TaskSpec(
        name,
        entity,
        source,
        key,
        modified,
        fields,
        writeFields,
        required,
        rules.references(),
        rules.derive(),
        rules.dedupe(),
        task.word("writes", WriteMode.class, WriteMode.UPSERT),
        task.word("direction", Direction.class, Direction.ONE_WAY),
        rules.conflicts(),
        task.word("deletes", Deletes.class, Deletes.IGNORE),
        rules.deliver(),
        policy.batch(),
        policy.retry(),
        policy.gates(),
        policy.schedule(),
        policy.notifications(),
        task.normal());
  }

  /** A split may make a field that another rule makes too: the last that has a value wins. */
  private static void checkMadeOnce(Section task, List<FieldSpec> fields) {
    List<String> made = new ArrayList<>();
    for (FieldSpec field : fields) {
      List<String> targets =
          field.origin() instanceof FieldSpec.Split split
              ? List.copyOf(split.into().values())
              : List.of(field.name());
      for (String target : targets) {
        if (made.contains(target)) {
          task.warning(
              "fields",
              "the field '" + Shown.of(target) + "' is made twice; the later value stands");
        }
        made.add(target);
      }
    }
  }
}
