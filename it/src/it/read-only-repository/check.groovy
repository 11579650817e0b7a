import groovy.json.JsonSlurper

def repository = new File(basedir, 'repository')
def listing = []
repository.eachFileRecurse { listing << "${it.path} ${it.isFile() ? it.length() + ' ' + it.lastModified() : ''}" }
repository.setWritable(true)
repository.eachFileRecurse { it.setWritable(true) }
assert listing.sort().join('\n') == new File(basedir, 'repository.before').text
repository.deleteDir()

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
assert report.summary.cells > 0
assert report.summary.passed == report.summary.cells
return true
