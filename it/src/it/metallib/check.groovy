def library = new File(basedir, 'target/kernel-conformance/metallib.metallib')
def attached = new File(basedir, 'target/classes/gpu/kernels.metallib')
assert library.text.contains('kernel void one')
assert attached.bytes == library.bytes

def flags = library.readLines().first()
assert flags.contains(' -fmetal-math-mode=safe -fmetal-math-fp32-functions=precise -ffp-contract=off ')
assert flags.contains(' -gline-tables-only') : 'the project\'s own flags'

def log = new File(basedir, 'build.log').text
assert log.contains('[INFO] target/kernel-conformance/metallib.metallib: made from 1 source, 1 compiled now')
assert log.contains('[INFO] Attached as target/classes/gpu/kernels.metallib.')
assert log.contains("[WARNING] src/main/metal/kernels.metal:[2,9] unused parameter 'i' [-Wunused-parameter]")
return true
