package dev.syncline.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.syncline.e2e.product.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing points back, and some modules know less than the class path would let them. */
class ArrowsTest {
  /** What each module may use of the others. */
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.of(
              "domain", List.of(),
              "connectors", List.of("domain"),
              "definitions", List.of("domain", "connectors"),
              "workflows", List.of("domain"),
              "store", List.of("domain", "workflows"),
              "control", List.of("domain", "connectors", "definitions", "workflows", "store"),
              "activities",
                  List.of("domain", "connectors", "definitions", "workflows", "store", "control"),
              "worker",
                  List.of("domain", "workflows", "store", "control", "activities", "connectors"),
              "api",
                  List.of("domain", "connectors", "definitions", "workflows", "store", "control")));

  private static JavaClasses ours;

  @BeforeAll
  static void readsTheCompiledModules() {
    List<Path> folders = new ArrayList<>();
    for (String module : ARROWS.keySet()) {
      folders.add(Checkout.file(module + "/target/classes"));
    }
    folders.add(Checkout.file("standalone/target/classes"));
    assertThat(folders).allMatch(Files::isDirectory);
    ours = new ClassFileImporter().importPaths(folders);
  }

  private static String packages(String module) {
    return "dev.syncline." + module + "..";
  }

  @Test
  void modulesUseWhatTheyMay() {
    ARROWS.forEach(
        (module, allowed) -> {
          List<String> own = new ArrayList<>(List.of(packages(module)));
          allowed.forEach(each -> own.add(packages(each)));
          classes()
              .that()
              .resideInAPackage(packages(module))
              .should()
              .onlyDependOnClassesThat(
                  resideOutsideOfPackage("dev.syncline..")
                      .or(resideInAnyPackage(own.toArray(String[]::new))))
              .check(ours);
        });
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("dev.syncline.(*)..").should().beFreeOfCycles().check(ours);
  }

  @Test
  void workflowsDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage(packages("workflows"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "java.sql..", "java.net..", "java.nio.file..", "java.io..")
        .check(ours);
  }

  @Test
  void connectorsCanBeWrittenByOutsiders() {
    noClasses()
        .that()
        .resideInAPackage(packages("connectors"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.temporal..", "org.springframework..")
        .check(ours);
  }

  @Test
  void theMappingEngineKnowsNoDatabaseAndNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.syncline.activities.mapping..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.temporal..", "org.springframework..", "java.sql..", "dev.syncline.store..")
        .check(ours);
  }
}
