// Builds the sources of this reactor once more. Its own jars are what the build that runs this has made.
import java.nio.file.Files

def root = new File(reactor).toPath()
def copy = new File(basedir, 'a copy').toPath()
['pom.xml', 'tests/pom.xml', 'it/pom.xml', *['native', 'plugin', 'kernels'].collectMany { ["${it}/pom.xml", "${it}/src"] }].each {
    Files.createDirectories(copy.resolve(it).parent)
    Files.walk(root.resolve(it)).withCloseable { files -> files.forEach { Files.copy(it, copy.resolve(root.relativize(it).toString())) } }
}
evaluate(new File(scripts, 'start-maven.groovy'))
def log = new File(basedir, 'copy.log')
def arguments = ['-o', "-Dmaven.repo.local=${outerRepository}".toString(), '-pl', 'native,plugin,kernels', 'package',
                 '-DskipTests', '-Dspotless.check.skip', '-DkernelConformance.skip']
def build = maven(copy.toFile(), log, [TZ: 'Asia/Kathmandu', LC_ALL: 'C'], '002', arguments)
assert build.waitFor() == 0 : log.text
return true
