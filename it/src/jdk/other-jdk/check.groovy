import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def release = new Properties()
new File(otherJdk, 'release').withInputStream { release.load(it) }
assert log.contains("Java version: ${release.JAVA_VERSION.replace('"', '')}") : 'the JDK that was asked for'
assert log.contains('BUILD SUCCESS')
assert !log.readLines().any { it.startsWith('[WARNING]') && it.contains('kernel-conformance-maven-plugin') }

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
assert report.summary.cells > 0
assert report.summary.passed == report.summary.cells
return true
