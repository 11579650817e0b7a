// Gives a project the kernels of the module kernels/.
import java.nio.file.Files

def from = new File(kernels).toPath()
def to = new File(basedir, 'src/main/metal').toPath()
Files.createDirectories(to.parent)
Files.walk(from).withCloseable { files -> files.forEach { Files.copy(it, to.resolve(from.relativize(it).toString())) } }
return true
