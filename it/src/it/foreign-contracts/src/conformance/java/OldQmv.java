import io.github.kernelconformance.bundled.*;
import io.github.kernelconformance.family.Size;
import java.util.List;

/** fp_qmv as hosts called it before names told the mode and M led the grid: there are a general and a fast kernel. */
public final class OldQmv extends FpQmv {
  public String hostName(QmvCell cell) { return super.hostName(cell).replace(cell.mode().id() + "_", ""); }
  public Size threadgroups(QmvCell cell) { var it = super.threadgroups(cell); return new Size(it.height(), it.width(), it.depth()); }
  public List<String> everywhere() { return List.of("qmv", "qmv_fast"); }
}
