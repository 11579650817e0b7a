package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.ReportRequest;
import io.github.kernelconformance.goal.RepositoryRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** What goals share that start from reports and run no kernel. */
abstract class AbstractReportMojo extends AbstractConformanceMojo {

  @Override
  abstract Outcome run() throws NothingRanException, IOException;

  /** Commands for messages. */
  final Commands commands() {
    return Commands.ofVerify(session(), project());
  }

  /** What is known of the project, whose reports are in a directory. */
  final ReportRequest request(File outputDirectory) {
    Path basedir = project().getBasedir().toPath();
    return new ReportRequest(
        basedir,
        RepositoryRoot.of(
            basedir, session().getRequest().getMultiModuleProjectDirectory().toPath()),
        outputDirectory.toPath(),
        commands().verify(),
        MavenSurroundings.of(session(), getLog()));
  }
}
