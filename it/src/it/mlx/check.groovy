import groovy.json.JsonSlurper

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
def cell = report.cells.collectEntries { [it.id, it] }
def row = { mode, variant, n -> cell["${mode}/float32/${variant}/N=${n}/K=512/normal" as String] }
assert report.summary.skipped == 0

// The published table: the rows of other branches, and the integer control at every N.
assert row('mxfp4', 'qmv', 12).relErr < 1e-6
assert row('mxfp4', 'qmv_fast', 8).relErr < 1e-6
assert row('mxfp4', 'qmv_fast', 16).relErr < 1e-6
[5, 7, 12].each { assert row('affine-b4-g32', 'qmv', it).relErr < 1e-6 }
[8, 16].each { assert row('affine-b4-g32', 'qmv_fast', it).relErr < 1e-6 }

// The quad kernels read the scale, and in affine modes the bias, of rows that a matrix of few rows does not have, before they
// look whether it has them. Their numbers are right, and so are all numbers of the control.
def quads = report.cells.findAll { it.status == 'memory-error' }
assert quads.every { it.at.variant == 'qmv_quad' && it.boundRatio != null && it.boundRatio != 'Infinity' && it.boundRatio <= 1 }
quads.collectMany { it.findings ?: [] }.each {
    assert it.kind == 'memory-error' && !it.write && it.buffer in ['scales', 'biases'] && it.offset > 0 : it
}
println "Cells with a read out of bounds: ${quads.countBy { it.contract }}"
def others = report.cells.findAll { it.status != 'memory-error' }
assert others.findAll { it.contract == 'affine_qmv' }.every { it.status == 'pass' }

if (others.every { it.status == 'pass' }) {
    println 'All numbers of fp_qmv are right.'
    assert row('mxfp4', 'qmv', 5).relErr < 1e-6
    assert row('mxfp4', 'qmv', 7).relErr < 1e-6
    return true
}

// A commit before the fix (1700b39a1): the published figures, and exactly the cells of the defect.
println 'This MLX has the defect of fp_qmv_impl.'
assert String.format('%.3e', row('mxfp4', 'qmv', 5).relErr) == '2.180e+02'
assert String.format('%.3e', row('mxfp4', 'qmv', 7).relErr) == '1.833e+02'
assert Math.round(row('mxfp4', 'qmv', 5).maxAbs / 100) == 69
assert Math.round(row('mxfp4', 'qmv', 5).maxAbsReference) == 32
def block = [mxfp4: 256, mxfp8: 128, nvfp4: 256]
others.findAll { it.contract == 'fp_qmv' }.each {
    boolean defective = it.at.variant == 'qmv' && it.at.n < 8 && it.at.k > block[it.at.mode]
    assert it.status == (defective ? 'mismatch' : 'pass') : it.id
}
return true
