package dev.syncline.activities.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValueMergeTest {
  private static Optional<JsonNode> merge(String base, String record, String incoming) {
    return ValueMerge.merge(json(base), json(record), json(incoming));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @Test
  void listsTakeWhatEachSideAddedAndLoseWhatEachSideRemoved() {
    assertThat(merge("['a','b','c']", "['b','c','x']", "['a','b','y']"))
        .contains(json("['b','x','y']"));
  }

  @Test
  void anElementThatBothAddedIsThereOnce() {
    assertThat(merge("['a']", "['a','x']", "['x','a','y']")).contains(json("['a','x','y']"));
  }

  @Test
  void listsWithoutACommonBaseAreUnited() {
    assertThat(ValueMerge.merge(null, json("[1,2]"), json("[2,3]"))).contains(json("[1,2,3]"));
  }

  @Test
  void textsAreMergedLineByLine() {
    assertThat(
            merge(
                "'one\\ntwo\\nthree\\nfour'",
                "'ONE\\ntwo\\nthree\\nfour'",
                "'one\\ntwo\\nthree\\nFOUR\\nfive'"))
        .contains(json("'ONE\\ntwo\\nthree\\nFOUR\\nfive'"));
    assertThat(merge("'one\\ntwo\\nthree'", "'one\\nthree'", "'one\\ntwo\\nthree\\nfour'"))
        .contains(json("'one\\nthree\\nfour'"));
  }

  @Test
  void whatBothChangedInOneLineCannotBeMerged() {
    assertThat(merge("'one\\ntwo'", "'one\\n2'", "'one\\nII'")).isEmpty();
    assertThat(merge("1", "2", "3")).isEmpty();
    assertThat(merge("'a'", "['a']", "['b']")).isEmpty();
  }
}
