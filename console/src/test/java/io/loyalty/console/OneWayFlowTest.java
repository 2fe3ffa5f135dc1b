package io.loyalty.console;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.loyalty.face.testing.HouseRules;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests which rooms may know which: screens know the rooms below them, and no other screen. */
class OneWayFlowTest {
  private static final String ROOT = "io.loyalty.console";
  private static final Set<String> OF_SCREENS = Set.of("login", "service", "live", "view");

  private static final HouseRules HOUSE =
      new HouseRules(
          ROOT,
          Map.ofEntries(
              Map.entry("login", Set.of()),
              Map.entry("view", Set.of()),
              Map.entry("service", Set.of("login")),
              Map.entry("live", Set.of("service", "view")),
              Map.entry("flow", OF_SCREENS),
              Map.entry("types", OF_SCREENS),
              Map.entry("deadletters", OF_SCREENS),
              Map.entry("runs", OF_SCREENS),
              Map.entry("find", OF_SCREENS),
              Map.entry("sources", OF_SCREENS),
              Map.entry("board", OF_SCREENS),
              Map.entry("doctor", OF_SCREENS)));

  private static final JavaClasses CONSOLE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(ROOT);

  @Test
  void roomsImportOneWay() {
    HOUSE.oneWay().check(CONSOLE);
  }

  @Test
  void everyClassHasARoom() {
    HOUSE.everyClassHasARoom().check(CONSOLE);
  }

  @Test
  void noRoomImportsTheRoot() {
    HOUSE.noRoomImportsTheRoot().check(CONSOLE);
  }

  @Test
  void onlyTheRoomOfServicesSendsRequests() {
    HOUSE
        .fence(Set.of("service"), "java.net.http..", "org.springframework.web.client..")
        .check(CONSOLE);
  }

  @Test
  void onlyTheRoomOfSignInsKnowsSpringSecurity() {
    HOUSE.fence(Set.of("login"), "org.springframework.security..").check(CONSOLE);
  }
}
