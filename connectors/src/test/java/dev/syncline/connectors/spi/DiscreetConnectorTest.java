package dev.syncline.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrapper that leaves a default method to its interface answers for the connector inside. */
class DiscreetConnectorTest {
  static Stream<Arguments> wrappers() {
    return Stream.of(
        Arguments.of(Connector.class, DiscreetConnector.class),
        Arguments.of(Source.class, DiscreetSource.class),
        Arguments.of(Target.class, DiscreetTarget.class));
  }

  @ParameterizedTest
  @MethodSource("wrappers")
  void everyMethodIsHandedOn(Class<?> of, Class<?> wrapper) {
    List<String> own =
        Arrays.stream(wrapper.getDeclaredMethods()).map(DiscreetConnectorTest::signature).toList();

    assertThat(Arrays.stream(of.getMethods()))
        .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
        .extracting(DiscreetConnectorTest::signature)
        .isNotEmpty()
        .isSubsetOf(own);
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
