package dev.syncline.definitions.reading;

import dev.syncline.definitions.SecretSettings.Reference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;

/** Finds the settings that secrets were put into. */
final class References {
  private final Map<String, Reference> found = new TreeMap<>();

  private References() {}

  /**
   * By JSON pointer.
   *
   * @param but settings that are plain all the same
   */
  static Map<String, Reference> in(Item settings, Set<String> but) {
    References references = new References();
    if (settings instanceof Item.Mapping mapping) {
      mapping
          .members()
          .forEach(
              (name, member) -> {
                if (!but.contains(name)) {
                  references.collect(member.value(), JsonPointer.empty().appendProperty(name));
                }
              });
    }
    return references.found;
  }

  private void collect(Item item, JsonPointer at) {
    if (item instanceof Item.Mapping mapping) {
      mapping.members().forEach((name, member) -> collect(member.value(), at.appendProperty(name)));
    } else if (item instanceof Item.Sequence sequence) {
      List<Item> items = sequence.items();
      for (int i = 0; i < items.size(); i++) {
        collect(items.get(i), at.appendIndex(i));
      }
    } else if (item instanceof Item.Scalar scalar
        && SecretResolver.isReference(scalar.written())
        && scalar.value().isString()) {
      found.put(at.toString(), new Reference(scalar.written(), scalar.value().asString()));
    }
  }
}
