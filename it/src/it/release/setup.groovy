// Releases a copy of this reactor into a directory, signed with a key that lives as long as this script.
import java.nio.file.Files

def version = '0.1.0-rehearsal'
['reactor', 'staging', 'src'].each { new File(basedir, it).deleteDir() }
evaluate(new File(scripts, 'share-libraries.groovy'))
evaluate(new File(scripts, 'copy-kernels.groovy'))
evaluate(new File(scripts, 'start-maven.groovy'))

def root = new File(reactor).toPath()
def copy = new File(basedir, 'reactor').toPath()
def staging = new File(basedir, 'staging')
['pom.xml', 'kernels/pom.xml', 'tests/pom.xml', 'it/pom.xml', 'native/pom.xml', 'native/src', 'plugin/pom.xml', 'plugin/src'].each {
    Files.createDirectories(copy.resolve(it).parent)
    Files.walk(root.resolve(it)).withCloseable { files -> files.forEach { Files.copy(it, copy.resolve(root.relativize(it).toString())) } }
}
['.', 'kernels', 'tests', 'it', 'native', 'plugin'].each {
    def pom = copy.resolve(it).resolve('pom.xml').toFile()
    pom.text = pom.text.replace('<version>0.1.0-SNAPSHOT</version>', "<version>${version}</version>")
}
// An earlier run's must not be found in its place.
['native', 'maven-plugin', 'parent'].each {
    new File(localRepositoryPath, "io/github/kernelconformance/kernel-conformance-${it}/${version}").deleteDir()
}

// The path of gpg's socket has to be short.
def home = Files.createTempDirectory('gpg')
def gpg = { List<String> arguments ->
    def process = new ProcessBuilder(['gpg', '--batch', '--homedir', home.toString()] + arguments).start()
    def errors = new StringBuffer()
    process.consumeProcessErrorStream(errors)
    def output = process.inputStream.text
    assert process.waitFor() == 0 : "gpg ${arguments}: ${errors}"
    output
}
def hasGpg = { try { ['gpg', '--version'].execute().waitFor() == 0 } catch (IOException e) { false } }()
try {
    def environment = [:]
    if (hasGpg) {
        gpg(['--pinentry-mode', 'loopback', '--passphrase', '', '--quick-generate-key', 'A rehearsal <rehearsal@example.org>', 'rsa3072', 'sign', '1d'])
        environment.MAVEN_GPG_KEY = gpg(['--armor', '--export-secret-keys'])
    } else {
        println 'Signatures are NOT tested: this machine has no gpg to make a key and to verify them.'
    }
    def log = new File(basedir, 'release.log')
    def arguments = ['-Prelease', "-Dmaven.repo.local=${outerRepository}".toString(), '-pl', 'native,plugin', '-am', 'deploy',
                     "-Dstaging.directory=${staging.path}".toString(), '-Dmaven.install.skip', '-DskipTests', '-Dspotless.check.skip']
    def build = maven(copy.toFile(), log, environment, '022', arguments)
    assert build.waitFor() == 0 : log.text

    if (hasGpg) {
        def signed = []
        staging.eachFileRecurse { if (it.name =~ /\.(pom|jar|json|xml)$/ && it.name != 'maven-metadata.xml') signed << it }
        assert signed.size() == 15
        signed.each { gpg(['--verify', "${it.path}.asc".toString(), it.path]) }
    }
} finally {
    ['gpgconf', '--homedir', home.toString(), '--kill', 'gpg-agent'].with { if (hasGpg) it.execute().waitFor() }
    home.toFile().deleteDir()
}
return true
