package dev.syncline.bench.mapping;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the two and says how they compare; ends with 1 where the compiled one is too slow. Judged by
 * the median record, which a machine that does other things at the same time hardly moves.
 */
public final class MappingBench {
  private static final double LIMIT = 1.5;

  private MappingBench() {}

  public static void main(String[] arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(MappingBenchmark.class.getSimpleName())
        .forks(2)
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(2))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(2))
        .jvmArgsAppend("-Xmx256m");
    Collection<RunResult> results = new Runner(options.build()).run();
    double compiled = score(results, "compiled");
    double hand = score(results, "handWritten");
    double ratio = compiled / hand;
    System.out.printf(
        Locale.ROOT,
        "the median record: compiled %.0f ns, by hand %.0f ns: %.2f times (at most %.1f)%n",
        compiled,
        hand,
        ratio,
        LIMIT);
    System.exit(ratio <= LIMIT ? 0 : 1);
  }

  private static double score(Collection<RunResult> results, String name) {
    return results.stream()
        .filter(result -> result.getPrimaryResult().getLabel().equals(name))
        .mapToDouble(result -> result.getPrimaryResult().getStatistics().getPercentile(50))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no result of " + name));
  }
}
