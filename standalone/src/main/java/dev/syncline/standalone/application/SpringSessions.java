package dev.syncline.standalone.application;

import dev.syncline.control.definition.FileLoader;
import dev.syncline.control.reconcile.Idleness;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.engine.InProcessEngine;
import dev.syncline.standalone.platform.Closing;
import dev.syncline.standalone.platform.Opening;
import dev.syncline.standalone.platform.Platform;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the platform and the Spring context on it, and sees to their end on signals too. */
public final class SpringSessions implements Sessions {
  private final Clock clock;

  public SpringSessions(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Session open(SessionSettings settings) {
    Closing closing = new Closing();
    Opening opening = new Opening();
    // Spring's own hook would race with ours and stop the database under the worker.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  opening.abandon();
                  closing.close();
                },
                "shutdown"));
    boolean open = false;
    try {
      Session session = open(settings, closing);
      open = true;
      return session;
    } finally {
      if (!open) {
        closing.close();
      }
      opening.done();
    }
  }

  private Session open(SessionSettings settings, Closing closing) {
    Platform platform = Platform.open(settings.platform(), clock, closing);
    ConfigurableApplicationContext context =
        closing.add("the application", start(platform, settings));
    if (platform.engine() instanceof InProcessEngine engine) {
      Idleness idleness = context.getBean(Idleness.class);
      closing.add(
          "the care of the engine",
          new EngineCare(engine, platform.engineLease(), idleness, closing).start());
    }
    Optional<URI> api = api(context, settings);
    api.ifPresent(platform.lease()::announce);
    return new SpringSession(context, closing, facts(platform, api));
  }

  private static ConfigurableApplicationContext start(Platform platform, SessionSettings settings) {
    SpringApplication application = new SpringApplication(SynclineApplication.class);
    application.setRegisterShutdownHook(false);
    application.setLogStartupInfo(false);
    application.setBannerMode(Banner.Mode.OFF);
    application.setWebApplicationType(
        settings.web().isPresent() ? WebApplicationType.SERVLET : WebApplicationType.NONE);
    application.addInitializers(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                    new org.springframework.core.env.MapPropertySource(
                        "platform", SpringProperties.of(platform, settings))),
        context ->
            ((GenericApplicationContext) context)
                .registerBean(
                    FilesFirst.class,
                    () -> new FilesFirst(context.getBean(FileLoader.class), settings.files())));
    try {
      return application.run();
    } catch (RuntimeException e) {
      throw explained(e);
    }
  }

  /** The reason that a person can act on, where there is one down the chain of causes. */
  private static RuntimeException explained(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SynclineException known) {
        return known;
      }
      if (cause instanceof InterruptedException) {
        return SynclineException.of(Category.CANCELLED, "stopped while starting").because(cause);
      }
      if (cause instanceof PortInUseException taken) {
        return SynclineException.of(
                Category.CONFLICT,
                "PORT_TAKEN",
                "port " + taken.getPort() + " is taken; choose another with --port")
            .because(taken);
      }
    }
    return failure;
  }

  private static Optional<URI> api(
      ConfigurableApplicationContext context, SessionSettings settings) {
    return settings
        .web()
        .map(
            web -> {
              String port = context.getEnvironment().getProperty("local.server.port");
              String host = web.bind().contains(":") ? "[" + web.bind() + "]" : web.bind();
              return URI.create("http://" + host + ":" + (port == null ? web.port() : port));
            });
  }

  private static Session.Facts facts(Platform platform, Optional<URI> api) {
    return new Session.Facts(
        platform.engine().description(),
        platform.engine().webUi(),
        api,
        platform.postgres().description(),
        platform.lease().directory().databaseUrl());
  }

  private record SpringSession(ConfigurableApplicationContext context, Closing opened, Facts facts)
      implements Session {
    @Override
    public RunDriver runs() {
      return context.getBean(RunDriver.class);
    }

    @Override
    public Decisions decisions() {
      return context.getBean(Decisions.class);
    }

    @Override
    public boolean closing() {
      return opened.closed();
    }

    @Override
    public void close() {
      opened.close();
    }
  }
}
