import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def output = new File(basedir, 'target/kernel-conformance')
def report = new JsonSlurper().parse(new File(output, 'report.json'))

// Exactly these cells: N below 8 and more than one block of K, in the variant qmv, for every mode.
def block = [mxfp4: 256, mxfp8: 128, nvfp4: 256]
report.cells.each {
    boolean defective = it.at.variant in ['qmv', 'qmv_hgs'] && it.at.n < 8 && it.at.k > block[it.at.mode]
    assert it.status == (defective ? 'mismatch' : 'pass') : it.id
}
def failed = report.cells.findAll { it.status == 'mismatch' }
assert failed*.at*.mode.unique() == ['mxfp4', 'mxfp8', 'nvfp4']
assert failed*.at*.dtype.unique() == ['float32', 'float16', 'bfloat16']
assert failed*.at*.n.unique().sort() == (1..7).toList()
assert failed*.at*.branch.unique() == ['out_vec_size < 8, full block']
assert report.summary.failed == failed.size()

// The figures of the report that the product grew from.
def published = report.cells.collectEntries { [it.id, it.relErr] }
assert String.format('%.3e', published['mxfp4/float32/qmv/N=5/K=512/normal']) == '2.180e+02'
assert String.format('%.3e', published['mxfp4/float32/qmv/N=7/K=512/normal']) == '1.833e+02'

// The smallest case is one block and a group, and in it a product of 1 and 1, of which the scale is the byte of 1.
assert report.smallest*.status.unique() == ['mismatch']
def byteOfOne = [mxfp4: 127, mxfp8: 127, nvfp4: 56]
def group = [mxfp4: 32, mxfp8: 32, nvfp4: 16]
def searched = report.smallest.findAll { !it.stopped }
println "${searched.size()} of ${report.smallest.size()} searches for a smallest case came to their end, with ${searched*.launches} launches."
searched.each {
    def mode = it.at.mode
    assert [it.at.batch, it.at.m, it.at.n, it.at.k] == ['1', 1, 1, block[mode] + group[mode]]
    // Scales in e4m3 could be 0, and the one of the product is not.
    assert it.elements*.argument - 'scales' == ['w', 'x'] && it.elements*.value.unique() == [1] && it.nonZero <= 3
    assert [it.wrong*.got, it.wrong*.expected] == [[byteOfOne[mode]], [1]]
}
def reproducer = new File(output, 'reproducer.md').text
report.smallest.each { assert reproducer.contains("cells='${it.id}'") && reproducer.contains("`${it.file}:${it.line}`") }

def failures = ['mxfp4', 'mxfp8', 'nvfp4'].sum { mode ->
    new XmlSlurper().parse(new File(output, "TEST-fp_qmv.${mode}.xml")).testcase.count { it.failure.size() == 1 }
}
assert failures == failed.size()

def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains('mxfp4, mxfp8, nvfp4')
assert log.contains('N 1..7')
assert log.contains('K > 256')
assert log.contains('Cause: scale byte not decoded, in full blocks - explains 741 of 741 failing cells')
assert log.contains('Cause: scale byte not decoded, in full blocks - explains 159 of 159 failing cells')
assert log.contains('kernel-conformance:verify@default -DkernelConformance.cells=')
assert log.contains('target/kernel-conformance/report.html, report.json')
assert !log.contains('\tat ') : 'no stack trace'
assert log.readLines().count { it.startsWith('[ERROR]') } <= 40 : 'one screen'
assert log.contains('MojoFailureException')
return true
