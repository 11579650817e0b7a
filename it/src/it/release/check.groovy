import groovy.json.JsonSlurper
import java.util.jar.JarFile

def version = '0.1.0-rehearsal'
def staging = new File(basedir, 'staging/io/github/kernelconformance')
def artifact = { String module, String rest -> new File(staging, "kernel-conformance-${module}/${version}/kernel-conformance-${module}-${version}${rest}") }
def entries = { File jar -> new JarFile(jar).withCloseable { it.entries().collect { it.name } } }

['parent', 'native', 'maven-plugin'].each { module ->
    assert !artifact(module, '.pom').text.contains('SNAPSHOT')
    assert artifact(module, '-cyclonedx.xml').exists()
}
['native', 'maven-plugin'].each { module ->
    ['.jar', '-sources.jar', '-javadoc.jar'].each { assert artifact(module, it).exists() }
}
assert entries(artifact('maven-plugin', '-sources.jar')).contains('io/github/kernelconformance/goal/Doctor.java')
assert entries(artifact('maven-plugin', '-javadoc.jar')).contains('io/github/kernelconformance/family/KernelFamily.html')
assert entries(artifact('native', '-sources.jar')).contains('io/github/kernelconformance/msl/metal.h')

// What the plugin brings along is in its bill of materials, and what Maven provides or tests need is not.
def bom = new JsonSlurper().parse(artifact('maven-plugin', '-cyclonedx.json'))
assert bom.bomFormat == 'CycloneDX'
def components = bom.components.collect { it.name } as Set
assert components == ['kernel-conformance-native', 'jna', 'plexus-utils', 'jackson-core', 'jackson-databind', 'jackson-annotations', 'maven-shared-utils'] as Set

// Nothing was left in a repository of the machine, and the build found the release in the directory.
assert !new File(outerRepository, "io/github/kernelconformance/kernel-conformance-maven-plugin/${version}").exists()
def log = new File(basedir, 'build.log').text
assert log.readLines().any { it.contains('Downloaded from staging: ') && it.contains("kernel-conformance-maven-plugin-${version}.jar") }
def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
assert report.summary.passed > 0
assert report.summary.failed == 0
return true
