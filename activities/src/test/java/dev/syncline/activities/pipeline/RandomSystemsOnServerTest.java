package dev.syncline.activities.pipeline;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link RandomSystemsTest} on the real Temporal server, where that is installed. */
class RandomSystemsOnServerTest {

  static LongStream seeds() {
    return TemporalServer.program().isEmpty() ? LongStream.empty() : RandomSystemsTest.seeds(3);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("seeds")
  void systemsEndAsTheModelSays(long seed) {
    new RandomSequence(seed, TestEngine.OnServer.SHARED).play();
  }
}
