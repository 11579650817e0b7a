import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('(?m)^\\[INFO\\] Scanning for projects')[1..2]
assert builds[0].contains('Local build was not found by checksum')
assert builds[0].contains('--- kernel-conformance:') && !builds[0].contains('Nothing has changed since the last run')

// The second gets all of it back: libraries are not compiled, and verify, which looks for itself, runs no kernel.
assert builds[1].contains('Found cached build, restoring org.example:build-cache from cache')
assert builds[1].contains('Skipping plugin execution (cached): kernel-conformance:compile')
assert builds[1].contains('Nothing has changed since the last run')
def output = new File(basedir, 'target/kernel-conformance')
def report = new File(output, 'report.json').text
assert new JsonSlurper().parseText(report).summary.with { cells > 0 && passed == cells }
assert ['report.html', 'report.sarif', 'TEST-fp_qmv.mxfp4.xml'].every { new File(output, it).exists() }

// A changed source, header or expectation is another build.
evaluate(new File(scripts, 'start-maven.groovy'))
mavenHome = new File(reactor, 'it/target/apache-maven-3.9.16').path
def build = { String name ->
    def log = new File(basedir, "${name}.log")
    maven(basedir, log, [:], '022', downstream() + ['verify', '-Dmaven.build.cache.location=cache']).waitFor()
    log.text
}
def metal = new File(basedir, 'src/main/metal')
['fp_qmv.metal', 'qmv/qmv.h'].each {
    new File(metal, it) << '// Changed.\n'
    def log = build(new File(it).name)
    assert log.contains('Local build was not found by checksum') && log.contains('BUILD SUCCESS')
    assert log.contains('--- kernel-conformance:') && !log.contains('Nothing has changed since the last run')
}
def expectations = new File(basedir, 'src/conformance/host.expectations')
expectations.parentFile.mkdirs()
expectations.text = 'mxfp4/float32/qmv/N=6/**  mismatch  https://example.org/issues/9\n'
def log = build('expectations')
assert log.contains('Local build was not found by checksum') && log.contains('matches none of the')
return true
