import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def builds = log.split('(?m)^\\[INFO\\] Scanning for projects')
def versions = ['3.6.3', '3.8.9', '3.9.16', '4.0.0-rc-6']
assert builds.size() == versions.size() + 1
versions.eachWithIndex { version, i ->
    // A build's version stands before the line that begins it.
    assert builds[i].contains("Apache Maven ${version} ") : 'the Maven that was asked for'
    assert builds[i + 1].contains('BUILD SUCCESS') : version

    def report = new JsonSlurper().parse(new File(basedir, "target/${version}/report.json"))
    assert report.summary.cells > 0
    assert report.summary.passed == report.summary.cells
}
assert !log.contains('Plugin validation issues')
assert !log.readLines().any { it.startsWith('[WARNING]') && it.contains('kernel-conformance-maven-plugin') }
return true
