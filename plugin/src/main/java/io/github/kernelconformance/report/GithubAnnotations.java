package io.github.kernelconformance.report;

import java.util.List;
import java.util.Optional;

/**
 * Lines that make GitHub Actions show alerts at their places: workflow commands, as {@code ::error
 * file=…,line=…,col=…,title=…::message}.
 */
public final class GithubAnnotations {

  /** As many of a step as GitHub shows. */
  private static final int MOST = 10;

  private GithubAnnotations() {}

  /** The commands for the gravest alerts, each to be printed as a line of its own. */
  public static List<String> of(Report report) {
    return Alert.of(report).stream().limit(MOST).map(alert -> command(report, alert)).toList();
  }

  private static String command(Report report, Alert alert) {
    Optional<String> path = RepositoryPath.of(report.module(), alert.site().file());
    return "::error %stitle=%s::%s"
        .formatted(
            path.map(file -> place(file, alert.site())).orElse(""),
            property(
                "kernel-conformance on %s: %s".formatted(report.device(), alert.status().id())),
            data(alert.message()));
  }

  private static String place(String file, Alert.Place place) {
    String column = place.column() == 0 ? "" : "col=" + place.column() + ",";
    return "file=%s,line=%d,%s".formatted(property(file), place.line(), column);
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
