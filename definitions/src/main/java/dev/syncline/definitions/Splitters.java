package dev.syncline.definitions;

import java.util.List;
import java.util.Map;

/** How one source field is taken apart: the splitters and the parts each of them gives. */
public final class Splitters {
  /** Parts by splitter. */
  public static final Map<String, List<String>> PARTS =
      Map.of("person_name", List.of("title", "first", "middle", "last", "suffix"));

  private Splitters() {}
}
