package io.loyalty.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests that what the Kustomize overlays name exists in their base, without Kustomize: a patch of a
 * resource that does not exist fails only at the deployment.
 */
class KustomizationTest {
  private static final Path BASE = Path.of("..", "deploy", "kubernetes");
  private static final Path EXAMPLE = BASE.resolve("example");
  private static final Path SECURED = BASE.resolve("overlays/secured");

  @ParameterizedTest
  @ValueSource(strings = {".", "example", "overlays/secured"})
  void namesFilesThatExist(String place) {
    Path folder = BASE.resolve(place);
    JsonNode kustomization = kustomization(folder);

    assertThat(texts(kustomization.path("resources")))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(folder.resolve(each)).exists());
    Stream.concat(
            nodes(kustomization.path("patches")).map(patch -> text(patch, "path")),
            generators(kustomization).flatMap(each -> texts(each.path("envs")).stream()))
        .forEach(file -> assertThat(folder.resolve(file)).isRegularFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"example", "overlays/secured"})
  void buildsOnTheBase(String place) {
    Path folder = BASE.resolve(place);

    assertThat(texts(kustomization(folder).path("resources")))
        .hasSize(1)
        .allSatisfy(each -> assertThat(folder.resolve(each)).isDirectory())
        .allSatisfy(
            each -> assertThat(folder.resolve(each).normalize()).isEqualTo(BASE.normalize()));
  }

  @Test
  void mergesOnlyIntoConfigMapsOfTheBase() {
    Set<String> made = names(kustomization(BASE).path("configMapGenerator"));

    assertThat(
            nodes(kustomization(EXAMPLE).path("configMapGenerator"))
                .filter(each -> each.path("behavior").asString("").equals("merge"))
                .map(each -> text(each, "name")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(made).contains(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "example"})
  void setsOnlyImagesThatTheBaseUses(String place) {
    Set<String> used =
        resources()
            .flatMap(KustomizationTest::containers)
            .map(each -> text(each, "image").replaceFirst("[:@].*", ""))
            .collect(Collectors.toSet());

    assertThat(names(kustomization(BASE.resolve(place)).path("images")))
        .isNotEmpty()
        .isSubsetOf(used);
  }

  @Test
  void bringsEachConfigMapAndSecretThatThePodsRead() {
    Set<String> made = new TreeSet<>();
    Stream.of(BASE, EXAMPLE)
        .flatMap(folder -> generators(kustomization(folder)))
        .forEach(each -> made.add(text(each, "name")));

    assertThat(
            resources()
                .flatMap(KustomizationTest::containers)
                .flatMap(container -> nodes(container.path("envFrom")))
                .flatMap(KustomizationTest::nodes)
                .map(reference -> text(reference, "name")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(made).contains(name));
  }

  @Test
  void mountsOnlyVolumesThatThereAre() {
    resources()
        .filter(each -> containers(each).findAny().isPresent())
        .forEach(
            each -> {
              Set<String> volumes = names(pod(each).path("volumes"));
              nodes(each.path("spec").path("volumeClaimTemplates"))
                  .forEach(claim -> volumes.add(text(claim.path("metadata"), "name")));
              containers(each)
                  .forEach(
                      container ->
                          assertThat(names(container.path("volumeMounts")))
                              .isNotEmpty()
                              .isSubsetOf(volumes));
            });
  }

  static Stream<String> patches() {
    return nodes(kustomization(SECURED).path("patches")).map(patch -> text(patch, "path"));
  }

  @ParameterizedTest
  @MethodSource("patches")
  void patchesResourcesAndContainersOfTheBase(String file) {
    for (JsonNode patch : documents(SECURED.resolve(file))) {
      JsonNode base = patched(patch);
      List<JsonNode> containers = containers(base).toList();
      Set<String> volumes = names(pod(patch).path("volumes"));
      volumes.addAll(names(pod(base).path("volumes")));
      for (JsonNode container : containers(patch).toList()) {
        JsonNode original =
            containers.stream()
                .filter(each -> text(each, "name").equals(text(container, "name")))
                .findFirst()
                .orElseThrow(
                    () ->
                        new AssertionError("the base has no container " + text(container, "name")));
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
          assertThat(original.path(probe).path("httpGet").has("port"))
              .as("%s of the base has a port that the patch leaves out", probe)
              .isEqualTo(container.has(probe));
        }
        assertThat(names(container.path("volumeMounts"))).isNotEmpty().isSubsetOf(volumes);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("patches")
  void saysWhichSecretsAPatchExpects(String file) throws IOException {
    String said = Files.readString(SECURED.resolve("kustomization.yaml"));
    for (JsonNode patch : documents(SECURED.resolve(file))) {
      for (JsonNode container : containers(patch).toList()) {
        nodes(container.path("env"))
            .map(each -> each.path("valueFrom").path("secretKeyRef"))
            .filter(JsonNode::isObject)
            .forEach(
                secret ->
                    assertThat(said)
                        .containsPattern(
                            "#   %s: .*\\b%s\\b"
                                .formatted(text(secret, "name"), text(secret, "key"))));
      }
      assertThat(
              nodes(pod(patch).path("volumes"))
                  .map(each -> text(each.path("secret"), "secretName")))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(said).containsPattern("#   .*\\b%s[,:]".formatted(name)));
    }
  }

  /** Returns the resource of the base that a patch changes. */
  private static JsonNode patched(JsonNode patch) {
    return resources()
        .filter(
            each ->
                each.path("apiVersion").equals(patch.path("apiVersion"))
                    && each.path("kind").equals(patch.path("kind"))
                    && each.path("metadata")
                        .path("name")
                        .equals(patch.path("metadata").path("name")))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "the base has no %s %s".formatted(patch.path("kind"), patch.path("metadata"))));
  }

  private static Stream<JsonNode> resources() {
    return texts(kustomization(BASE).path("resources")).stream()
        .flatMap(file -> documents(BASE.resolve(file)).stream());
  }

  private static JsonNode pod(JsonNode resource) {
    return resource.path("spec").path("template").path("spec");
  }

  private static Stream<JsonNode> containers(JsonNode resource) {
    return nodes(pod(resource).path("containers"));
  }

  private static Stream<JsonNode> generators(JsonNode kustomization) {
    return Stream.of("configMapGenerator", "secretGenerator")
        .flatMap(each -> nodes(kustomization.path(each)));
  }

  private static JsonNode kustomization(Path folder) {
    return documents(folder.resolve("kustomization.yaml")).get(0);
  }

  private static List<JsonNode> documents(Path file) {
    try {
      Iterable<Object> documents =
          new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file));
      return StreamSupport.stream(documents.spliterator(), false)
          .map(each -> JsonMapper.shared().<JsonNode>valueToTree(each))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> nodes(JsonNode list) {
    return list.valueStream();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static Set<String> names(JsonNode list) {
    return list.valueStream()
        .map(each -> text(each, "name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(JsonNode node, String field) {
    assertThat(node.has(field)).as("%s has %s", node, field).isTrue();
    return node.get(field).asString();
  }
}
