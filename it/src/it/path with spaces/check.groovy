import groovy.json.JsonSlurper

assert basedir.path.contains(' ')
def text = new File(basedir, 'target/kernel-conformance/report.json').text
def report = new JsonSlurper().parseText(text)
assert report.summary.cells == 16 * 4 * 2
assert report.summary.passed == report.summary.cells
assert report.cells*.at*.variant.unique() == ['qmv']
assert report.settings.functionConstants == '{group_size=32, has_bias=false}'
assert !text.contains(basedir.path) : 'no absolute paths in reports'
return true
