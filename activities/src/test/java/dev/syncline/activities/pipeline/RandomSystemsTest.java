package dev.syncline.activities.pipeline;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random edits, creations, deletions and returns over two and three systems, with runs in between,
 * answers that are lost, decisions and undoings, through the whole pipeline against {@link
 * SystemsModel}. The property {@code syncline.sequences} sets how many, {@code syncline.first} the
 * first of them.
 */
class RandomSystemsTest {

  static LongStream seeds() {
    return seeds(24);
  }

  static LongStream seeds(int usually) {
    long first = Integer.getInteger("syncline.first", 0);
    return LongStream.range(first, first + Integer.getInteger("syncline.sequences", usually));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void systemsEndAsTheModelSays(long seed) {
    new RandomSequence(seed, TestEngine.SHARED).play();
  }
}
