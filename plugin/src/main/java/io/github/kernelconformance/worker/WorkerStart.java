package io.github.kernelconformance.worker;

import io.github.kernelconformance.worker.Protocol.Work;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a worker is started.
 *
 * @param directory where the process runs
 * @param environment what it has in its environment besides
 */
record WorkerStart(Path directory, Work work, Map<String, String> environment) {}
