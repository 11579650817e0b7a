import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def output = new File(basedir, 'target/kernel-conformance')
def part = new JsonSlurper().parse(new File(output, 'report.json'))
def whole = new JsonSlurper().parse(new File(reactor, 'kernels/target/kernel-conformance/report.json'))

[part, whole].each { report ->
    assert report.device == 'host'
    assert report.summary.failed == 0
    assert report.summary.skipped == 0
    assert report.summary.passed == report.summary.cells
    assert report.cells*.status.unique() == ['pass']
}

// The default matrix: every mode, dtype, pattern and N. The build of the module kernels/ has run it, and the shapes that its pom adds.
def added = { it.at.pattern == 'special' || it.at.batch == '6-grid' || it.at.n > 16 || it.at.m == 16 }
assert whole.cells.findAll(added).size() == 405
def report = [cells: whole.cells.findAll { it.contract == 'fp_qmv' && !added(it) }]
assert report.cells*.at*.mode.unique() == ['mxfp4', 'mxfp8', 'nvfp4']
assert report.cells*.at*.dtype.unique() == ['float32', 'float16', 'bfloat16']
assert report.cells*.at*.variant.unique().sort() ==
        ['qmv', 'qmv_fast', 'qmv_fast_hgs', 'qmv_fast_r_2', 'qmv_fast_r_2_hgs', 'qmv_hgs', 'qmv_quad', 'qmv_wide']
assert report.cells*.at*.pattern.unique().sort() == ['exact', 'normal']
assert report.cells*.at*.n.unique().sort() == (1..16).toList()
assert report.cells*.at*.batch.unique() == ['1', '3', '3-broadcast', '3-padded']
['qmv', 'qmv_fast', 'qmv_quad'].each { variant ->
    def cells = report.cells.findAll { it.at.variant == variant }
    assert cells.collect { [it.at.batch, it.at.m] }.unique().size() == 4 * 3 : 'every batch with every M'
}
def inner = report.cells.groupBy { it.at.mode }.collectEntries { m, cells -> [m, cells*.at*.k.unique().sort()] }
def common = [32, 64, 96, 128, 224, 256, 288, 512, 544, 1024, 4096]
assert inner.mxfp4 == common
assert inner.nvfp4 == (common + [16, 48, 272]).sort()
assert inner.mxfp8 == (common + [160]).sort()

// Exact cells agree bit for bit.
assert report.cells.findAll { it.at.pattern == 'exact' }.every { it.relErr <= 1e-2 && it.boundRatio == 0 }

// This build is without any configuration but the few cells that its command asks for; all modes are among them.
assert part.cells*.at*.mode.unique() == ['mxfp4', 'mxfp8', 'nvfp4']
// The same results in Surefire's dialect, a file for each mode.
['mxfp4', 'mxfp8', 'nvfp4'].each { mode ->
    def suite = new XmlSlurper().parse(new File(output, "TEST-fp_qmv.${mode}.xml"))
    assert suite.@tests.toInteger() == part.cells.count { it.at.mode == mode }
    assert suite.@failures == '0'
    assert suite.@errors == '0'
    assert suite.testcase.size() == suite.@tests.toInteger()
}

def log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
assert log =~ /host/
return true
