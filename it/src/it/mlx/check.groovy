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

// Numbers of the control are right everywhere. Its quad kernels read the scale and the bias of rows that a
// matrix of few rows does not have, before they look whether it has them.
def control = report.cells.findAll { it.family == 'affine_qmv' }
assert control.every { it.relErr != 'Infinity' && it.boundRatio <= 1 }
assert control.every { it.status == 'pass' || it.status == 'memory-error' && it.variant == 'qmv_quad' }
control.collectMany { it.findings ?: [] }.each {
    assert it.kind == 'memory-error' && !it.write && it.buffer in ['scales', 'biases'] && it.offset > 0 : it
}
println "Cells of the control with a read out of bounds: ${control.count { it.status == 'memory-error' }}"

if (report.cells.findAll { it.family == 'fp_qmv' }.every { it.status == 'pass' }) {
    println 'Every cell of fp_qmv passes.'
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
report.cells.findAll { it.family == 'fp_qmv' }.each {
    boolean defective = it.variant == 'qmv' && it.n < 8 && it.k > block[it.mode]
    assert it.status == (defective ? 'mismatch' : 'pass') : it.id
}
return true
