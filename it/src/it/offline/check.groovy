import groovy.json.JsonSlurper

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
assert report.summary.cells > 0
assert report.summary.passed == report.summary.cells
return true
