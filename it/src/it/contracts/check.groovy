import groovy.json.JsonSlurper

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))

// Every file is a contract, found without registration, and all of them pass.
assert report.device == 'host'
def files = new File(basedir, 'src/conformance/java').list().collect { it - '.java' }
def names = files.collect { it.replaceAll(/(?<=[a-z])(?=[A-Z])/, '_').toLowerCase() }
assert report.cells*.contract.unique().sort() == names.sort()
assert report.cells*.status.unique() == ['pass']
assert report.summary.passed == report.summary.cells

// What no contract asks for: the numbers that find faults, and strided arguments in every layout.
def cells = report.cells.groupBy { it.contract }
def patterns = ['normal', 'integers', 'uniform', 'distinct', 'constant', 'ties', 'tiny', 'subnormal', 'signed-zeros', 'nan', 'infinity']
cells.each { name, of ->
    assert of.size() >= 100 : name
    assert of*.at*.pattern.unique().containsAll(patterns) : name
}
['argmax', 'column_sum', 'matmul', 'row_sum', 'softmax'].each { name ->
    assert cells[name]*.at*.view.unique().sort() ==
            ['broadcast', 'dense', 'offset', 'padded', 'reversed', 'transposed'] : name
}
assert cells.softmax*.at*.pattern.unique().containsAll(['masked', 'masked-row'])
assert cells.attention.findAll { it.at.mask == 'true' }*.at*.pattern.contains('masked-row')

// Bounds that say something.
def outputs = report.cells*.elements.sum()
assert report.cells*.vacuous.sum() * 100 <= outputs
assert report.summary.vacuous == 0

// A contract is the formula and how the kernel is called.
def source = { new File(basedir, "src/conformance/java/${it}.java") }
assert source('RmsNorm').readLines().size() <= 25
files.each { assert !(source(it).text =~ /(?i)toleran|\b(atol|rtol|epsilon)\b/) : it }
return true
