package dev.syncline.activities.pipeline;

import dev.syncline.activities.attempt.CountedAttempts;
import dev.syncline.activities.attempt.WorkerTuning;
import dev.syncline.activities.dedupe.Deduping;
import dev.syncline.activities.deliver.DeliveryWaiting;
import dev.syncline.activities.deliver.Draining;
import dev.syncline.activities.fairness.FairTurns;
import dev.syncline.activities.fairness.OwnWork;
import dev.syncline.activities.fairness.Workbench;
import dev.syncline.activities.fetch.SourceReading;
import dev.syncline.activities.flow.FlowBookkeeping;
import dev.syncline.activities.notify.Telling;
import dev.syncline.activities.plan.Planned;
import dev.syncline.activities.resolve.Resolving;
import dev.syncline.activities.run.RunBookkeeping;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.activities.transform.Transforming;
import dev.syncline.activities.upsert.Upserting;
import dev.syncline.connectors.http.HttpConnector;
import dev.syncline.connectors.postgres.PostgresConnector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.secrets.Secrets;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.delivery.OutboxDelivery;
import dev.syncline.workflows.flow.OrderedFlow;
import dev.syncline.workflows.notification.GroupedNotification;
import dev.syncline.workflows.sync.WindowedSync;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL, an engine and real workers, started once for all tests. */
final class TestEngine {
  /** How many activities work at a time. */
  static final int SLOTS = 12;

  /** On the in-process engine. */
  static final TestEngine SHARED = new TestEngine(inProcess());

  final EmbeddedPostgres postgres;
  final MemoryConnector memory = new MemoryConnector();
  final TwinConnector twins = new TwinConnector();
  final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

  /** On the real Temporal server. */
  static final class OnServer {
    static final TestEngine SHARED = new TestEngine(TemporalServer.start());

    private OnServer() {}
  }

  private TestEngine(String target) {
    try {
      postgres = EmbeddedPostgres.builder().start();
      Database database =
          Database.open(
              new DatabaseSettings(
                  postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", 20));
      Secrets secrets = Secrets.fromFile(Files.createTempDirectory("keys").resolve("keyset.json"));
      Connectors connectors =
          new Connectors(List.of(memory, twins, new HttpConnector(), new PostgresConnector()));
      WorkflowClient client =
          WorkflowClient.newInstance(
              WorkflowServiceStubs.newServiceStubs(
                  WorkflowServiceStubsOptions.newBuilder().setTarget(target).build()));
      Clock clock = Clock.systemUTC();
      context.registerBean(Database.class, () -> database);
      context.registerBean(Secrets.class, () -> secrets);
      context.registerBean(WorkflowClient.class, () -> client);
      context.registerBean(Clock.class, () -> clock);
      context.registerBean(Connectors.class, () -> connectors);
      context.registerBean(
          ConnectorContext.class,
          () -> new ConnectorContext(clock, EgressPolicy.permissive(), () -> {}));
      context.registerBean(SyncFileReader.class, () -> new SyncFileReader(connectors));
      context.scan("dev.syncline.store", "dev.syncline.control", "dev.syncline.activities");
      context.refresh();
      work(client);
    } catch (IOException e) {
      throw new IllegalStateException("the test engine did not start", e);
    }
  }

  private static String inProcess() {
    try (ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      TestServer.createPortBoundServer(port, true);
      return "127.0.0.1:" + port;
    } catch (IOException e) {
      throw new IllegalStateException("there is no free port", e);
    }
  }

  private void work(WorkflowClient client) {
    WorkerFactory workers =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(
                    new OwnWork(get(Workbench.class)),
                    new CountedAttempts(get(RunContexts.class)),
                    new FairTurns(Map.of(WorkflowIds.TASK_QUEUE, SLOTS), Clock.systemUTC()))
                .build());
    Worker pipeline = workers.newWorker(WorkflowIds.TASK_QUEUE, patience());
    pipeline.registerWorkflowImplementationTypes(
        WorkerTuning.workflows(WorkflowImplementationOptions.newBuilder()).build(),
        WindowedSync.class,
        OutboxDelivery.class,
        OrderedFlow.class,
        GroupedNotification.class);
    pipeline.registerActivitiesImplementations(
        get(RunBookkeeping.class),
        get(SourceReading.class),
        get(Transforming.class),
        get(Deduping.class),
        get(Resolving.class),
        get(Upserting.class),
        get(DeliveryWaiting.class),
        get(FlowBookkeeping.class),
        get(Planned.class));
    workers
        .newWorker(WorkflowIds.DELIVERY_QUEUE, patience())
        .registerActivitiesImplementations(get(Draining.class), get(Telling.class));
    workers.start();
  }

  private static WorkerOptions patience() {
    return WorkerTuning.worker(WorkerOptions.newBuilder())
        .setMaxConcurrentActivityExecutionSize(SLOTS)
        .build();
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** SQL as the superuser, whom no policy binds. */
  java.sql.Connection ownersConnection() throws java.sql.SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  JdbcClient owner() {
    return JdbcClient.create(postgres.getPostgresDatabase());
  }
}
