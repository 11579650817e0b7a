import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def report = { String output -> new JsonSlurper().parse(new File(basedir, "target/${output}/report.json")) }
def known = ['mxfp4/float32/qmv/N=5/K=512/exact', 'mxfp4/float32/qmv/N=5/K=512/normal']

// 1: the defect fails the build, which ends with the line and the command that accept it.
def failed = report('kernel-conformance')
assert failed.summary.findAll { it.value } == [cells: 8, passed: 6, failed: 2]
def log = new File(basedir, 'build.log').text
def command = "mvn kernel-conformance:accept@default -DkernelConformance.reason='<why, or a URL>'"
known.each { id -> assert log.contains("\n[ERROR]   ${id}  mismatch  relErr<=") }
assert log.contains("\n[ERROR]   ${command}\n")

// 2: accept writes it, with the reason, and the errors of this run.
def expectations = new File(basedir, 'src/conformance/host.expectations').readLines()
assert expectations.size() == 4 && expectations[0..1].every { it.startsWith('# ') }
assert expectations[3] == 'mxfp4/float32/qmv/N=5/K=512/normal  mismatch  relErr<=2.2e+02  https://example.org/issues/7'
assert expectations[2].startsWith('mxfp4/float32/qmv/N=5/K=512/exact  mismatch  relErr<=')
def baseline = new File(basedir, 'src/conformance/host.baseline').readLines().drop(1)
assert baseline == baseline.toSorted()
assert baseline*.split(' ').collect { it[0] } as Set ==
        failed.cells.findAll { it.at.pattern == 'normal' || it.id in known }*.id as Set
assert baseline.contains('mxfp4/float32/qmv/N=5/K=512/normal 2.180e+02')

// 3: the same failures are expected, and look like passes nowhere.
def accepted = report('accepted')
assert accepted.summary.findAll { it.value } == [cells: 8, passed: 6, expected: 2]
accepted.cells.each {
    assert it.status == (it.id in known ? 'mismatch' : 'pass')
    assert it.expected == (it.id in known ? [reason: 'https://example.org/issues/7', flaky: false] : null)
}
def suite = new XmlSlurper().parse(new File(basedir, 'target/accepted/TEST-fp_qmv.mxfp4.xml'))
assert [suite.@tests, suite.@failures, suite.@skipped]*.toInteger() == [8, 0, 2]
assert suite.testcase.findAll { it.skipped.size() == 1 }*.@name*.text() == known
assert log.contains('[INFO] 6 passed, 0 failed, 0 skipped, 2 expected to fail')

// 4 and 5: repaired.
assert report('repaired').summary.findAll { it.value } == [cells: 8, passed: 8]
assert log.contains('[WARNING]   src/conformance/host.expectations:4: its cell passes; remove mxfp4/')
assert log.contains('src/conformance/host.expectations:4: its cell passes, although none of them should')

// 6: expired.
assert report('expired').summary.findAll { it.value } == [cells: 8, passed: 6, failed: 2]
assert log.contains('[ERROR] known/expired/host.expectations:2 expired on 2020-02-29')
assert log.contains("kernel-conformance:accept@default -DkernelConformance.expectationsDirectory=known/expired -DkernelConformance.outputDirectory=target/expired -DkernelConformance.expires='<YYYY-MM-DD>'")

// 7: a glob without a cell is a broken setting, told before anything runs.
assert log.contains("known/dead/host.expectations:2: 'mxfp4/float32/qmv/N=6/K=512/normal' matches none of the 8 cells of the matrix.")
assert log.contains("Did you mean 'mxfp4/float32/qmv/N=5/K=512/normal'")
assert !new File(basedir, 'target/dead/report.json').exists()

// 8: worse than was accepted.
assert report('worse').summary.failed > 0
assert log =~ /\[ERROR\]   mxfp4\/float32\/qmv\/N=5\/K=512\/normal: relErr 2\.180e\+02 is above relErr<=150 \(known\/worse\/host\.expectations:1\)/

// 9: misspelt.
assert log.contains("known/malformed/host.expectations:1: unknown verdict 'mismach'. Allowed: crash, ")
assert log.contains("Did you mean 'mismatch'?")

// 10: a part of the matrix.
assert report('part').summary.findAll { it.value } == [cells: 4, passed: 4]

assert log.readLines().count { it.contains('BUILD SUCCESS') } == 4
assert !log.contains('\tat ') : 'no stack trace'
return true
