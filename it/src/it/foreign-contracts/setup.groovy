import java.nio.file.Files

// What old_qmv.metal includes of the module kernels/: formats and loops, without today's kernels.
def to = new File(basedir, 'src/main/metal').toPath()
['formats', 'qmv'].each { directory ->
    def from = new File(kernels, directory).toPath()
    Files.walk(from).withCloseable { files ->
        files.forEach { Files.copy(it, to.resolve(directory).resolve(from.relativize(it).toString())) }
    }
}
return true
