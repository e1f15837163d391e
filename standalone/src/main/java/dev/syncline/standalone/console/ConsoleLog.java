package dev.syncline.standalone.console;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where log lines go: all from INFO on into {@code syncline.log} in the data directory, and what a
 * person should see to stderr. Set up here and not by Spring, since PostgreSQL and the engine start
 * before Spring does.
 */
public enum ConsoleLog {
  /** For commands with a result: only trouble. */
  QUIET,
  /** For {@code serve}: what goes on. */
  TALKATIVE;

  /** Takes effect for the whole process. */
  public void writeTo(Path logs) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("LOGS", logs.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String resource = this == QUIET ? "logback-quiet.xml" : "logback-talkative.xml";
    URL url = Objects.requireNonNull(ConsoleLog.class.getResource(resource), resource);
    try {
      configurator.doConfigure(url);
    } catch (JoranException e) {
      throw SynclineException.of(Category.INTERNAL, "logging cannot be set up: " + e.getMessage())
          .because(e);
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
