import groovy.json.JsonSlurper

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
assert report.summary.cells == 3 * 2 * 2
assert report.summary.failed > 0
assert report.cells.findAll { it.at.pattern == 'exact' }.every { it.status == 'mismatch' }

def log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
assert log =~ /\[WARNING\] \d+ passed, ${report.summary.failed} failed, 0 skipped/
assert !log.contains('[ERROR]')
return true
