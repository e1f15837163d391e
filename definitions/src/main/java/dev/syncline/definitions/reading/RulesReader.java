package dev.syncline.definitions.reading;

import dev.syncline.definitions.ConflictSpec;
import dev.syncline.definitions.ConflictSpec.Strategy;
import dev.syncline.definitions.DedupeSpec;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.DeriveSpec;
import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.ReferenceSpec;
import dev.syncline.domain.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what concerns records beyond their fields: links, duplicates, conflicts, deliveries. */
final class RulesReader {
  private final Section task;
  private final Problems problems;
  private final MadeFields made;

  RulesReader(Section task, Problems problems, MadeFields made) {
    this.task = task;
    this.problems = problems;
    this.made = made;
  }

  List<ReferenceSpec> references() {
    List<ReferenceSpec> references = new ArrayList<>();
    ObjectNode normal = JsonNodeFactory.instance.objectNode();
    task.entries("references")
        .forEach(
            (name, member) -> {
              Section section = new Section(member.value(), Keys.REFERENCE, problems);
              String entity = entity(section);
              references.add(new ReferenceSpec(name, entity, section.requiredText("external_id")));
              normal.set(name, section.normal());
            });
    if (task.has("references")) {
      task.put("references", normal);
    }
    return references;
  }

  /** The entity under {@code entity}, checked as a name. */
  static String entity(Section section) {
    String entity = section.requiredText("entity");
    if (Names.RESERVED_ENTITIES.contains(entity)) {
      section.error("entity", "'" + entity + "' is a reserved word and no entity");
    } else if (!entity.isEmpty() && !Names.isName(entity)) {
      section.error("entity", "'" + Shown.of(entity) + "' " + TaskReader.NO_NAME);
    }
    return entity;
  }

  List<DeriveSpec> derive() {
    List<DeriveSpec> derive = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section section : task.sections("derive", Keys.DERIVE)) {
      String when = section.text("when");
      if (when != null) {
        FieldsReader.checkExpression(section, "when", when);
      }
      DeriveSpec spec =
          new DeriveSpec(
              entity(section),
              when,
              section.text("each"),
              section.text("key"),
              new FieldsReader(problems).read(section, "fields"),
              section.text("link"));
      check(section, spec, seen);
      derive.add(spec);
    }
    return derive;
  }

  private void check(Section section, DeriveSpec spec, Set<String> seen) {
    if (spec.entity().equals(task.text("entity"))) {
      section.error("entity", "is the task's own: derived records are of another entity");
    }
    if (spec.key() != null && spec.each() == null) {
      section.error("key", "is the element's identity; it goes with 'each'");
    }
    if (spec.link() != null && !Names.isName(spec.link())) {
      section.error("link", "'" + Shown.of(spec.link()) + "' " + TaskReader.NO_NAME);
    }
    if (!seen.add(spec.discriminator())) {
      problems.error(
          section.at(),
          "two entries make records of '" + spec.entity() + "'; give each another 'link'");
    }
  }

  DedupeSpec dedupe() {
    Section dedupe = task.section("dedupe", Keys.DEDUPE);
    if (dedupe == null) {
      return DedupeSpec.NONE;
    }
    return new DedupeReader(dedupe, made).read();
  }

  ConflictSpec conflicts() {
    Section conflicts = task.section("conflicts", Keys.CONFLICTS);
    if (conflicts == null) {
      return ConflictSpec.DEFAULT;
    }
    Strategy strategy = conflicts.word("strategy", Strategy.class, Strategy.NEWEST_WINS);
    Strategy otherwise = conflicts.word("otherwise", Strategy.class, Strategy.NEWEST_WINS);
    if (otherwise == Strategy.MERGE) {
      conflicts.error(
          "otherwise", "says what happens where 'merge' cannot: any strategy but merge");
    }
    Map<String, Strategy> fields = new LinkedHashMap<>();
    List<String> names = List.copyOf(conflicts.entries("fields").keySet());
    Section overrides = conflicts.section("fields", names);
    if (overrides != null) {
      made.warn(conflicts, "fields", names);
      names.forEach(
          name -> fields.put(name, overrides.word(name, Strategy.class, Strategy.NEWEST_WINS)));
    }
    return new ConflictSpec(strategy, otherwise, fields);
  }

  List<DeliverSpec> deliver() {
    List<DeliverSpec> deliveries = new ArrayList<>();
    for (Section section : task.sections("deliver", Keys.DELIVER)) {
      String connection = section.requiredText("connection");
      String resource = section.requiredText("resource");
      List<String> key = section.texts("key");
      Map<String, String> match = section.textMap("match");
      String modified = section.text("modified");
      Map<String, String> fields = section.textMap("fields");
      List<FieldSpec> readFields = new FieldsReader(problems).read(section, "read_fields");
      made.check(section, "match", match.values());
      made.check(section, "fields", fields.values());
      made.check(section, "read_fields", MadeFields.names(readFields));
      deliveries.add(
          new DeliverSpec(connection, resource, key, match, modified, fields, readFields));
    }
    return deliveries;
  }
}
