package dev.syncline.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrapper that leaves a default method to its interface answers for the connector inside. */
class RedactingConnectorTest {
  static Stream<Arguments> wrappers() {
    return Stream.of(
        Arguments.of(Connector.class, RedactingConnector.class),
        Arguments.of(Source.class, RedactingSource.class),
        Arguments.of(Target.class, RedactingTarget.class));
  }

  @ParameterizedTest
  @MethodSource("wrappers")
  void everyMethodIsHandedOn(Class<?> of, Class<?> wrapper) {
    List<String> own =
        Arrays.stream(wrapper.getDeclaredMethods()).map(RedactingConnectorTest::signature).toList();

    assertThat(Arrays.stream(of.getMethods()))
        .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
        .extracting(RedactingConnectorTest::signature)
        .isNotEmpty()
        .isSubsetOf(own);
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }

  /** A system that says what it was sent, in every kind of outcome. */
  private record EchoingTarget(String said) implements Target {
    @Override
    public int batchSize() {
      return 4;
    }

    @Override
    public List<WriteOutcome> write(List<WriteCommand> batch) {
      return List.of(
          new WriteOutcome.Refused("NO", said, false),
          new WriteOutcome.Stale(said),
          new WriteOutcome.Unknown(said),
          new WriteOutcome.NotDone(SynclineException.of(Category.UNAVAILABLE, said), true));
    }
  }

  @Test
  void noOutcomeOfAWriteTellsASecret() {
    Redaction redaction = new Redaction();
    redaction.learn("tok-1234567890");

    List<WriteOutcome> outcomes =
        new RedactingTarget(new EchoingTarget("refused tok-1234567890"), redaction)
            .write(List.of());

    assertThat(outcomes).hasSize(4).noneMatch(outcome -> outcome.toString().contains("tok-"));
    assertThat(((WriteOutcome.NotDone) outcomes.get(3)).why())
        .hasMessage("refused ***")
        .extracting(SynclineException::category)
        .isEqualTo(Category.UNAVAILABLE);
  }
}
