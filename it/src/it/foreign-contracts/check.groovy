import groovy.json.JsonSlurper

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))

assert report.device == 'host'
assert report.cells*.status.unique() == ['pass']
assert report.summary.passed == report.summary.cells
assert report.cells*.contract.unique().sort() == ['mul_mv_q4_0', 'old_qmv']

// q4_0: blocks of bytes and a struct, in every layout but a reversed one, for its strides are unsigned.
def q4 = report.cells.findAll { it.contract == 'mul_mv_q4_0' }
assert q4*.kernel.unique() == ['kernel_mul_mv_q4_0_f32']
assert q4*.at*.view.unique().sort() == ['broadcast', 'dense', 'offset', 'padded', 'transposed']
assert q4*.at*.repeat.unique().sort() == [1, 2] : 'matrices that several products share'

// The old mat-vec: other names, and a grid whose x and y are exchanged, of several rows of x and several products.
def old = report.cells.findAll { it.contract == 'old_qmv' }
assert old*.kernel.every { it ==~ /qmv_(fast_)?(float|float16_t|bfloat16_t)_gs_\d+_b_\d+_batch_[01]/ }
assert old*.at*.variant.unique().sort() == ['qmv', 'qmv_fast']
assert old*.at*.m.unique().sort() == [1, 3]
assert old*.at*.batch.unique().sort() == ['1', '3']

// What the cells run of the kernel's code, in three files that agree.
def output = new File(basedir, 'target/kernel-conformance')
def coverage = new JsonSlurper().parse(new File(output, 'coverage.json'))
assert coverage.contracts*.contract == ['mul_mv_q4_0']
assert coverage.contracts[0].cells == q4.size()
assert coverage.summary.linesRun == coverage.summary.lines && coverage.summary.sidesTaken == coverage.summary.sides
def files = coverage.contracts[0].files
assert files*.path.sort() == ['src/main/metal/mul_mv_q4_0.metal', 'src/main/metal/q4_0.h']
def lcov = new File(output, 'coverage.info').readLines()
assert lcov.findAll { it.startsWith('SF:') } == files.collect { "SF:${it.path}" as String }
assert lcov.findAll { it.startsWith('DA:') } == files*.lines.flatten().collect { "DA:${it.line},${it.count}" as String }
assert lcov.findAll { it.startsWith('BRDA:') }.size() == coverage.summary.sides
assert new File(output, 'coverage.html').text.contains('src/main/metal/q4_0.h: lines ')

// What was asked of the project: as much text as this, and nothing else besides the kernels.
def lines = { new File(basedir, "src/conformance/java/${it}.java").readLines() }
assert lines('MulMvQ4_0').size() <= 45
assert lines('OldQmv').findAll { it && !(it ==~ '(import|/\\*\\*).*') }.size() == 5
return true
