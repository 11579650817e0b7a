package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.cuda.CudaCode;
import io.github.kernelconformance.device.cuda.CudaReady;
import io.github.kernelconformance.device.cuda.CudaRun;
import io.github.kernelconformance.device.cuda.CudaSearch;
import io.github.kernelconformance.device.cuda.CudaTool;
import io.github.kernelconformance.device.cuda.CudaWork;
import io.github.kernelconformance.device.cuda.SanitizerReports;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Workers with NVIDIA's compute-sanitizer in front of them, one for each of its tools. What it
 * reports of a launch becomes findings.
 */
final class CudaWatch implements AutoCloseable {

  private static final String SANITIZER = "compute-sanitizer";

  private final WorkerSettings workers;
  private final Map<CudaTool, WorkerPool> pools = new LinkedHashMap<>();

  /**
   * Looks for the tool; its workers start when there is work for them.
   *
   * @throws DeviceException if it is not there
   */
  CudaWatch(
      CudaSettings settings,
      WorkerSettings workers,
      Patience patience,
      Map<CudaTool, List<CudaCode>> code)
      throws DeviceException {
    this.workers = workers;
    Path sanitizer =
        CudaSearch.of(settings.home()).programs(SANITIZER).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new DeviceException(
                        "The parameter 'computeSanitizer' needs compute-sanitizer of a CUDA"
                            + " toolkit, and it is neither on the PATH nor in a usual place. The"
                            + " parameter cudaHome says where the toolkit is"));
    for (CudaTool tool : code.keySet()) {
      CudaWork work =
          new CudaWork(settings.home(), code.get(tool), true, tool != CudaTool.INITCHECK);
      pools.put(
          tool,
          new WorkerPool(
              new WorkerStart(
                  Path.of("").toAbsolutePath(),
                  new Work(CudaDevice.NAME, Bodies.of(CudaWork.class, work)),
                  Map.of(),
                  Optional.of(patience.preparation()),
                  true,
                  command(sanitizer, tool)),
              CudaWorker.processes(workers)));
    }
  }

  /** It counts for as long as the process lives, so nothing less than all is enough. */
  private static final String MOST_REPORTS = "1000000";

  private static List<String> command(Path sanitizer, CudaTool tool) {
    List<String> command =
        new ArrayList<>(
            List.of(
                sanitizer.toString(),
                "--tool",
                tool.id(),
                "--target-processes",
                "application-only",
                "--destroy-on-device-error",
                "kernel",
                "--show-backtrace",
                "device",
                "--print-limit",
                MOST_REPORTS));
    return command;
  }

  /** The execution with what the tools report of the launch. */
  Execution watched(Launch launch, Execution execution) throws DeviceException {
    List<Finding> findings = new ArrayList<>(execution.findings());
    for (Map.Entry<CudaTool, WorkerPool> each : pools.entrySet()) {
      findings.addAll(watched(each.getKey(), each.getValue(), launch));
    }
    return execution.withFindings(findings);
  }

  private List<Finding> watched(CudaTool tool, WorkerPool pool, Launch launch)
      throws DeviceException {
    WorkerSlot slot = pool.take();
    try {
      Bodies.read(CudaReady.class, slot.ready().body());
      Answer answer = slot.run(new Job(List.of(launch)), workers.timeout().multipliedBy(10));
      List<Finding> findings = SanitizerReports.findings(launch.kernel(), tool, slot.printed());
      if (!(answer instanceof Answer.Ran ran)
          || Bodies.read(CudaRun.class, ran.body()).fault().isPresent()) {
        slot.vacate();
      }
      return findings;
    } catch (WorkerEndedException e) {
      throw new DeviceException(
          "%s (%s) ended while %s ran: %s"
              .formatted(SANITIZER, tool.id(), launch.kernel(), e.getMessage()),
          e);
    } catch (KernelTimeoutException e) {
      return List.of(); // the launch itself ended in time; the tool makes it many times slower
    } finally {
      pool.giveBack(slot);
    }
  }

  /** What to tell, a sentence each. */
  List<String> notes() {
    return List.of(
        "compute-sanitizer watched each launch: "
            + String.join(", ", pools.keySet().stream().map(CudaTool::id).toList())
            + ".");
  }

  @Override
  public void close() {
    pools.values().forEach(WorkerPool::close);
  }
}
