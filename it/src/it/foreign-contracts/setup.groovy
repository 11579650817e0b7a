// old_qmv.metal includes what the module kernels/ has for today's fp_qmv: the decoders and the loops, not the kernels.
import java.nio.file.Files

def to = new File(basedir, 'src/main/metal').toPath()
['formats', 'qmv'].each { directory ->
    def from = new File(kernels, directory).toPath()
    Files.walk(from).withCloseable { files ->
        files.forEach { Files.copy(it, to.resolve(directory).resolve(from.relativize(it).toString())) }
    }
}
return true
