package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.plan.Approvals;
import dev.syncline.control.plan.PlanApplying;
import dev.syncline.control.reconcile.Reconciler;
import dev.syncline.control.run.FlowStarter;
import dev.syncline.control.run.FlowStarter.Step;
import dev.syncline.domain.Category;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.Tasks;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs over several tasks: in the order of their references, one holding back what needs it. */
@Timeout(120)
class FlowTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem shop = pipeline.connect("shop");
  private final MemorySystem crm = pipeline.connect("crm");
  private final MemorySystem stock = pipeline.connect("stock");

  @BeforeEach
  void ordersReferToCustomers() {
    pipeline.task(
        "orders",
        """
        {'entity': 'orders', 'source': {'connection': 'shop'}, 'key': 'id',
         'fields': {'name': 'name'},
         'references': {'customer': {'entity': 'customers', 'external_id': 'customer_id'}}}
        """);
    pipeline.task(
        "customers",
        """
        {'entity': 'customers', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'deletes': 'propagate'}
        """);
    pipeline.task(
        "products",
        "{'entity': 'products', 'source': {'connection': 'stock'}, 'key': 'id', 'fields': {'name':"
            + " 'name'}}");
    shop.rows(row("A", "first", "customer_id", "7"));
    crm.rows(row("7", "Ann"), row("8", "Bob"));
    stock.rows(row("p", "Pen"));
  }

  private UUID start(boolean dryRun) {
    List<Step> steps =
        Stream.of("orders", "customers", "products")
            .map(
                name ->
                    new Step(
                        pipeline.engine.get(Tasks.class).find(pipeline.tenant, name).orElseThrow(),
                        RunRequest.ALL))
            .toList();
    return pipeline
        .engine
        .get(FlowStarter.class)
        .start(pipeline.tenant, steps, SyncMode.FULL, TriggerKind.MANUAL, dryRun)
        .syncId();
  }

  private List<RunRow> children(UUID parent) {
    return pipeline.engine.get(Runs.class).children(pipeline.tenant, parent);
  }

  private Map<String, RunRow> byTask(UUID parent) {
    return children(parent).stream().collect(Collectors.toMap(RunRow::task, child -> child));
  }

  @Test
  void tasksRunAfterThoseTheyReferTo() {
    RunRow parent = pipeline.await(start(false));

    assertThat(parent.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(parent.counts().created()).isEqualTo(4);
    assertThat(children(parent.syncId()))
        .extracting(RunRow::task)
        .containsExactly("customers", "orders", "products");
  }

  @Test
  void aTaskThatFailedHoldsBackWhatNeedsItAndNothingElse() {
    crm.readTroubles.add(SynclineException.of(Category.AUTH, "the door is shut"));

    RunRow parent = pipeline.await(start(false));

    Map<String, RunRow> children = byTask(parent.syncId());
    assertThat(parent.status()).isEqualTo(RunStatus.FAILED);
    assertThat(children.get("customers").errorCode()).isEqualTo("execution_error");
    assertThat(children.get("orders").status()).isEqualTo(RunStatus.FAILED);
    assertThat(children.get("orders").errorCode()).isEqualTo("HELD_BACK");
    assertThat(children.get("orders").error()).contains("'customers'");
    assertThat(children.get("products").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(pipeline.records()).containsExactly("{\"name\": \"Pen\"}");
  }

  @Test
  void aTaskWhoseConnectionIsNotReadyHoldsBackNoOtherThanWhatNeedsIt() {
    pipeline.disable("crm");

    RunRow parent = pipeline.await(start(false));

    Map<String, RunRow> children = byTask(parent.syncId());
    assertThat(children.get("customers").status()).isEqualTo(RunStatus.FAILED);
    assertThat(children.get("customers").errorCode()).isEqualTo("not_enabled");
    assertThat(children.get("orders").errorCode()).isEqualTo("HELD_BACK");
    assertThat(children.get("products").status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aTaskThatWaitsForAPersonKeepsTheFlowWaitingUntilTheyDecide() {
    pipeline.await(start(false));
    crm.rows(row("7", "Ann"));

    RunRow parent = pipeline.await(start(false));

    assertThat(parent.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(byTask(parent.syncId()).get("orders").errorCode()).isEqualTo("HELD_BACK");
    pipeline.engine.get(Approvals.class).approve(parent);
    assertThat(pipeline.await(byTask(parent.syncId()).get("customers").syncId()).status())
        .isEqualTo(RunStatus.COMPLETED);
    assertThat(pipeline.row(parent.syncId()).status()).isEqualTo(RunStatus.FAILED);
    assertThat(pipeline.row(parent.syncId()).counts().deleted()).isOne();
  }

  @Test
  void theDryRunOfAFlowIsAppliedAsAFlow() {
    RunRow dry = pipeline.await(start(true));
    assertThat(pipeline.records()).isEmpty();

    RunRow applied =
        pipeline.await(pipeline.engine.get(PlanApplying.class).apply(dry, true).syncId());

    assertThat(applied.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(applied.counts().created()).isEqualTo(4);
    assertThat(pipeline.records()).hasSize(4);
  }

  /** A flow as a killed process leaves it: customers failed, the others have not begun. */
  @Test
  void aFlowThatTheEngineForgotKeepsItsOrder() {
    UUID parent = UUID.randomUUID();
    insert(parent, null, 0, "*", "*", "running", "flow/" + pipeline.tenant + "/" + parent);
    insert(UUID.randomUUID(), parent, 0, "customers", "customers", "failed", "c");
    UUID orders = UUID.randomUUID();
    insert(orders, parent, 1, "orders", "orders", "queued", "sync/" + pipeline.tenant + "/orders");
    UUID products = UUID.randomUUID();
    insert(
        products,
        parent,
        2,
        "products",
        "products",
        "queued",
        "sync/" + pipeline.tenant + "/products");

    pipeline.engine.get(Reconciler.class).reconcile();

    assertThat(pipeline.await(parent).status()).isEqualTo(RunStatus.FAILED);
    assertThat(pipeline.row(orders).errorCode()).isEqualTo("HELD_BACK");
    assertThat(pipeline.row(products).status()).isEqualTo(RunStatus.COMPLETED);
  }

  private void insert(
      UUID id,
      @org.jspecify.annotations.Nullable UUID parent,
      int position,
      String task,
      String entity,
      String status,
      String workflow) {
    pipeline
        .engine
        .owner()
        .sql(
            """
            insert into syncline.run (tenant, sync_id, parent_id, position, task, entity, mode,
              trigger, status, workflow_id, started_at)
            values (?, ?, ?, ?, ?, ?, 'full', 'manual', ?, ?, now() - interval '1 hour')
            """)
        .params(
            java.util.Arrays.asList(
                pipeline.tenant, id, parent, position, task, entity, status, workflow))
        .update();
  }
}
