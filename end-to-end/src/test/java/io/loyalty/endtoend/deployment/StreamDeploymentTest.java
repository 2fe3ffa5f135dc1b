package io.loyalty.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests what only stream-service has: state, and instances that ask each other. */
class StreamDeploymentTest {
  private static final String STREAMS = "stream-service";

  /** The state outlives the process, and with it the time that it takes to rebuild it. */
  @Test
  void keepsTheStateOfStagesOnAVolume() throws IOException {
    String place =
        found("\\bSTREAM_STATE_DIRECTORY=(\\S+)", Path.of("..", "deploy", "images", "Dockerfile"));
    Map<String, Object> claim =
        StrictYaml.maps(StrictYaml.map(Manifests.workload(STREAMS), "spec"), "volumeClaimTemplates")
            .get(0);
    Object claimed = StrictYaml.map(claim, "metadata").get("name");

    assertThat(StrictYaml.maps(Manifests.container(STREAMS), "volumeMounts"))
        .filteredOn(mount -> mount.get("name").equals(claimed))
        .singleElement()
        .satisfies(mount -> assertThat(place).startsWith(mount.get("mountPath") + "/"));
    assertThat((List<?>) StrictYaml.map(Manifests.composeServices(), STREAMS).get("volumes"))
        .singleElement()
        .satisfies(
            volume -> {
              String[] parts = volume.toString().split(":", 2);
              Map<String, Object> compose = StrictYaml.documents(Manifests.compose()).get(0);
              assertThat(StrictYaml.map(compose, "volumes")).containsKey(parts[0]);
              assertThat(place).startsWith(parts[1] + "/");
            });
  }

  @Test
  void givesEachInstanceANameThatTheOthersFind() {
    Map<String, Object> set = StrictYaml.map(Manifests.workload(STREAMS), "spec");
    Map<String, Object> names =
        StrictYaml.map(Manifests.named("Service", set.get("serviceName").toString()), "spec");
    Map<String, Object> labels = StrictYaml.map(set, "template", "metadata", "labels");

    assertThat(names).containsEntry("clusterIP", "None");
    assertThat(StrictYaml.map(names, "selector")).isEqualTo(labels);
    // They ask each other: each answers for its own partitions.
    assertThat(
            StrictYaml.maps(
                StrictYaml.map(Manifests.named("NetworkPolicy", STREAMS), "spec"), "ingress"))
        .filteredOn(rule -> StrictYaml.maps(rule, "ports").get(0).get("port").equals("http"))
        .flatExtracting(rule -> StrictYaml.maps(rule, "from"))
        .filteredOn(from -> from.containsKey("podSelector"))
        .extracting(from -> StrictYaml.map(from, "podSelector", "matchLabels"))
        .contains(labels);
  }

  @Test
  void runsMoreInstancesThanThereAreCopiesOfTheState() throws IOException {
    int copies =
        Integer.parseInt(
            found(
                "(?m)^STREAM_STANDBY_REPLICAS=(\\d+)$",
                Manifests.KUBERNETES.resolve("stream-service.env")));
    assertThat(copies).isPositive();
    assertThat((Integer) StrictYaml.map(Manifests.workload(STREAMS), "spec").get("replicas"))
        .isGreaterThan(copies);
  }

  /** Half of the container is heap, and RocksDB's memory is outside of the heap. */
  @Test
  void leavesRoomForTheStateBesideTheHeap() {
    Object limit =
        StrictYaml.map(Manifests.container(STREAMS), "resources", "limits").get("memory");
    Object composed = StrictYaml.map(Manifests.composeServices(), STREAMS).get("mem_limit");
    int state =
        megabytes(ServiceKeys.of(STREAMS).defaults().get("stream.state-memory").replace("`", ""));

    assertThat(megabytes(composed)).isEqualTo(megabytes(limit));
    assertThat(megabytes(limit) / 2).isLessThanOrEqualTo(512);
    assertThat(megabytes(limit) / 2 - state).isGreaterThanOrEqualTo(256);
  }

  private static int megabytes(Object size) {
    Matcher parts = Pattern.compile("([0-9]+)(m|MB|Mi|Gi)").matcher(size.toString());
    assertThat(parts.matches()).as(size.toString()).isTrue();
    return Integer.parseInt(parts.group(1)) * (parts.group(2).equals("Gi") ? 1024 : 1);
  }

  private static String found(String pattern, Path file) throws IOException {
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
    assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
    return found.group(1);
  }
}
